package dev.fairlead.multicluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Up to how many contexts each wave reaches, e.g. {@code 1,50%,100%}: first one, then half of all, then all. Sizes count
 * from the first context; a percentage is rounded up.
 */
public record Waves(List<String> sizes) {
    /** One context to learn from, then all others at once. */
    public static final Waves DEFAULT = new Waves(List.of("1", "100%"));

    private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,3}|([1-9]\\d?|100)%");

    public Waves {
        sizes = List.copyOf(sizes);
    }

    /** @throws OpsException of kind USAGE when a size is neither a count nor a percentage */
    public static Waves parse(String text) {
        List<String> sizes = List.of(text.split("\\s*,\\s*", -1));
        for (String size : sizes) {
            if (!SIZE.matcher(size).matches()) {
                throw new OpsException(
                        FailureKind.USAGE,
                        "'" + size + "' is no size of a wave; write counts or percentages: 1,50%,100%");
            }
        }
        return new Waves(sizes);
    }

    /**
     * The contexts of each wave, in order. A wave that would add none is left out.
     *
     * @throws OpsException of kind USAGE when a wave is smaller than the one before it, or the last does not reach all
     */
    public List<List<String>> of(List<String> contexts) {
        List<List<String>> waves = new ArrayList<>();
        int reached = 0;
        for (String size : sizes) {
            int upTo = Math.min(contexts.size(), count(size, contexts.size()));
            if (upTo < reached) {
                throw new OpsException(
                        FailureKind.USAGE,
                        "wave " + size + " is smaller than the one before it; sizes count from the start");
            }
            if (upTo > reached) {
                waves.add(contexts.subList(reached, upTo));
            }
            reached = upTo;
        }
        if (reached < contexts.size()) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "the waves " + this + " end at " + reached + " of " + contexts.size()
                            + " contexts; let the last be 100%");
        }
        return waves;
    }

    private static int count(String size, int all) {
        return size.endsWith("%")
                ? (all * Integer.parseInt(size.substring(0, size.length() - 1)) + 99) / 100
                : Integer.parseInt(size);
    }

    @Override
    public String toString() {
        return String.join(",", sizes);
    }
}
