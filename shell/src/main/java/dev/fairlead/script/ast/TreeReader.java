package dev.fairlead.script.ast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads snippets by the compiler: each as a statement first, as a member of a class where it is none. */
final class TreeReader {
    /** The method around statements. */
    static final String WRAPPER = "$";

    private TreeReader() {}

    static ScriptTree read(List<SnippetSource> parts) {
        Map<Integer, String> code = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).code().matches("(?s)(import\\b|/).*")) {
                code.put(i, parts.get(i).code());
            }
        }
        Map<Integer, ScriptTree> read = new HashMap<>();
        for (SnippetForm form : List.of(SnippetForm.STATEMENT, SnippetForm.MEMBER)) {
            SnippetParser.Parsed parsed = SnippetParser.parse(form, code);
            parsed.understood()
                    .forEach((number, snippet) -> read.put(
                            number,
                            new CallScanner(parts.get(number), snippet.unit(), snippet.trees(), snippet.shift())
                                    .read()));
            code.keySet().retainAll(parsed.refused().keySet());
        }
        return ScriptTree.merged(read, parts.size());
    }
}
