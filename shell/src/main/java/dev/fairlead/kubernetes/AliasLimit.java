package dev.fairlead.kubernetes;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
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

    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int depth;
    private long values;
    private long aliased;
    private long characters;

    /** Enters a node; whoever meets it again is within an alias until it is left. */
    boolean enter(Node node) {
        boolean alias = !seen.add(node);
        depth += alias ? 1 : 0;
        values++;
        aliased += depth > 0 ? 1 : 0;
        characters += depth > 0 && node instanceof ScalarNode scalar
                ? scalar.getValue().length()
                : 0;
        return alias;
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
