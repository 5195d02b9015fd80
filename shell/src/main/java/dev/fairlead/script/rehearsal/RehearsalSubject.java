package dev.fairlead.script.rehearsal;

import java.nio.file.Path;
import java.util.List;

/**
 * What is rehearsed, and on a copy of what.
 *
 * @param name of the script, as the user would type it
 * @param words what it sees
 * @param namespaces that were copied, the session's first
 */
record RehearsalSubject(String name, Path script, List<String> words, String context, List<String> namespaces) {
    RehearsalSubject {
        words = List.copyOf(words);
        namespaces = List.copyOf(namespaces);
    }
}
