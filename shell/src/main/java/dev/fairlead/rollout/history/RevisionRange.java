package dev.fairlead.rollout.history;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two revisions to compare.
 *
 * @param to empty for the current one
 */
public record RevisionRange(long from, Optional<Long> to) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18})?)?");

    /**
     * Reads {@code 3..4}, or {@code 3} for that one against the current.
     *
     * @throws OpsException of kind USAGE
     */
    public static RevisionRange parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new OpsException(
                    FailureKind.USAGE, "'" + text + "' names no revisions; write e.g. 3..4, or 3 for 3..current");
        }
        return new RevisionRange(
                Long.parseLong(matcher.group(1)),
                Optional.ofNullable(matcher.group(2)).map(Long::parseLong));
    }
}
