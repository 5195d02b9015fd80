package dev.fairlead.script.rehearsal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which script is to be rehearsed on a copy of what.
 *
 * @param words what stands behind it: its parameters, and options of the rehearsal that it does not have itself
 * @param context the session's if empty
 * @param namespace the context's if empty
 * @param workloads as they are typed; all of the namespace if empty
 * @param faults as they are typed
 */
public record RehearsalRequest(
        Path file,
        List<String> words,
        Optional<String> context,
        Optional<String> namespace,
        List<String> workloads,
        List<String> faults) {
    public RehearsalRequest {
        words = List.copyOf(words);
        workloads = List.copyOf(workloads);
        faults = List.copyOf(faults);
    }
}
