package dev.fairlead.script.format;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;

/** Scripts that are not laid out as they should be; the result says where each begins to differ. */
public final class UnformattedScripts extends OpsException {
    private final FormatResult checked;

    UnformattedScripts(FormatResult checked) {
        this(checked, changed(checked));
    }

    private UnformattedScripts(FormatResult checked, List<String> files) {
        super(
                FailureKind.FAILED,
                (files.size() == 1 ? files.get(0) + " is" : files.size() + " scripts are") + " not formatted",
                List.of(),
                List.of("script fmt " + String.join(" ", files)),
                null);
        this.checked = checked;
    }

    private static List<String> changed(FormatResult checked) {
        return checked.scripts().stream()
                .filter(FormattedScript::changed)
                .map(FormattedScript::file)
                .toList();
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(checked);
    }
}
