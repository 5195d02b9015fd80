package dev.fairlead.script.format;

import java.util.List;

/**
 * What came of laying out scripts.
 *
 * @param written whether those that were not as they should be are so now
 */
public record FormatResult(boolean written, List<FormattedScript> scripts) {
    public FormatResult {
        scripts = List.copyOf(scripts);
    }
}
