package dev.fairlead.kubernetes;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * How much of a document aliases may make, by the rule of Go's yaml.v2, which kubectl reads with: nearly all of a small
 * document, a tenth of a large one. A few lines of aliases of aliases make millions of values otherwise.
 */
final class AliasLimit {
    private static final int FEW_ALIASES = 100;
    private static final int FEW_VALUES = 1_000;
    private static final double SMALL = 400_000;
    private static final double LARGE = 4_000_000;
    private static final double OF_SMALL = 0.99;
    private static final double OF_LARGE = 0.10;

    /** What aliases of long texts may add up to. */
    private static final long MOST_CHARACTERS = 64L << 20;

    private final Map<Node, Place> places = new IdentityHashMap<>();
    private int depth;

    /** As Go counts: with the document, keys, and the aliases themselves. */
    private long values = 1;

    private long aliased;
    private long characters;

    /** Where a node stands: at which place of what. */
    record Place(@Nullable Node parent, int index) {
        boolean is(Place other) {
            return parent == other.parent && index == other.index;
        }
    }

    /** Enters a node; at another place than its first it is an alias, until it is left. */
    boolean enter(Node node, Place place) {
        Place first = places.putIfAbsent(node, place);
        boolean alias = first != null && !first.is(place);
        if (alias) {
            count();
            depth++;
        }
        count();
        characters += depth > 0 && node instanceof ScalarNode scalar
                ? scalar.getValue().length()
                : 0;
        return alias;
    }

    /** Counts what is no value, such as a key. */
    void count() {
        values++;
        aliased += depth > 0 ? 1 : 0;
    }

    void leave(boolean alias) {
        depth -= alias ? 1 : 0;
    }

    boolean isPassed() {
        boolean many = aliased > FEW_ALIASES && values > FEW_VALUES;
        return many && aliased > allowed() * values || characters > MOST_CHARACTERS;
    }

    private double allowed() {
        double size = Math.min(1, Math.max(0, (values - SMALL) / (LARGE - SMALL)));
        return OF_SMALL - (OF_SMALL - OF_LARGE) * size;
    }
}
