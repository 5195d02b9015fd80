package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a context holds after its rules.
 *
 * @param bytes of all files
 * @param byTopLevel bytes by the first part of the path
 */
record ContextSize(long bytes, Map<String, Long> byTopLevel) {

    static ContextSize of(BuildContext context) {
        Map<String, Long> sizes = new TreeMap<>();
        try {
            ContextWalk.over(context, entry -> {
                if (entry.attributes().isRegularFile()) {
                    sizes.merge(
                            entry.name().replaceFirst("/.*", ""),
                            entry.attributes().size(),
                            Long::sum);
                }
            });
        } catch (IOException e) {
            throw unreadable(context, e);
        }
        return new ContextSize(
                sizes.values().stream().mapToLong(Long::longValue).sum(), sizes);
    }

    /** The names that hold most, largest first. */
    List<String> largest(int most) {
        return byTopLevel.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(e -> e.getKey() + " " + megabytes(e.getValue()))
                .toList();
    }

    static String megabytes(long bytes) {
        return bytes / 1_000_000 + "MB";
    }

    private static String unreadable(IOException e) {
        String file = e instanceof FileSystemException system ? system.getFile() + ": " : "";
        return file + SystemFailures.why(e);
    }

    static OpsException unreadable(BuildContext context, IOException e) {
        return new OpsException(
                        FailureKind.DENIED, "cannot read the build context " + context.root() + ": " + unreadable(e), e)
                .hint("name it in " + context.root().resolve(BuildContext.IGNORE_FILE) + " to leave it out");
    }
}
