package dev.fairlead.script.job;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A script and what it opens, as the files of one directory. */
final class JobFiles {
    private JobFiles() {}

    /**
     * Their texts by their paths below the script's directory, the script itself first.
     *
     * @throws OpsException of kind USAGE when the script opens what is above its directory
     */
    static Map<String, String> of(Map<Path, String> sources, Path script) {
        Path directory = script.toAbsolutePath().resolveSibling("").normalize();
        Map<String, String> files = new LinkedHashMap<>();
        sources.forEach((file, text) -> {
            Path absolute = file.toAbsolutePath().normalize();
            if (!absolute.startsWith(directory)) {
                throw new OpsException(
                        FailureKind.USAGE,
                        script + " opens " + file + ", which is not in its directory; the Job has that directory only");
            }
            files.put(directory.relativize(absolute).toString(), text);
        });
        return files;
    }
}
