package dev.fairlead.script.format;

import java.util.List;
import java.util.Optional;

/**
 * A script's layout as it should be.
 *
 * @param file as the user would type it
 * @param changed whether it is not what the file had
 * @param difference the first lines that are not as they should be; empty where all are
 */
public record FormattedScript(String file, boolean changed, Optional<Difference> difference) {
    /**
     * Lines that should be others.
     *
     * @param line the first line's number; the first is 1
     */
    public record Difference(int line, List<String> present, List<String> wanted) {
        public Difference {
            present = List.copyOf(present);
            wanted = List.copyOf(wanted);
        }
    }
}
