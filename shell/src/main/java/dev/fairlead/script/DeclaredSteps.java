package dev.fairlead.script;

import dev.fairlead.script.run.RunOptions;
import dev.fairlead.script.source.JavaWords;
import dev.fairlead.script.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The steps that a script names, read from its source before any of it has run. */
final class DeclaredSteps {
    private final List<String> names = new ArrayList<>();
    private boolean complete = true;

    private DeclaredSteps() {}

    /** @param texts the script's and those of the files that it opens */
    static DeclaredSteps of(Collection<SourceText> texts) {
        DeclaredSteps declared = new DeclaredSteps();
        texts.forEach(text -> declared.scan(new JavaWords(text.text())));
        return declared;
    }

    /** Refuses a choice of a step that cannot be among them; what is named only at run time may be any. */
    void requireChosen(RunOptions options) {
        if (complete) {
            options.requireStep(names);
        }
    }

    private void scan(JavaWords code) {
        for (int i = 0; i < code.size(); i++) {
            if (!code.text(i).equals("step")) {
                continue;
            }
            String name =
                    code.text(i + 1).equals("(") && code.text(i + 3).equals(",") ? code.literal(i + 2, i + 3) : "";
            complete &= !name.isEmpty();
            names.add(name);
        }
    }
}
