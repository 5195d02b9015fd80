package dev.fairlead.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The patterns of a .dockerignore file. A path is decided by the last pattern that matches it or a directory above it;
 * a pattern after {@code !} keeps.
 */
final class IgnoreRules {
    private final List<IgnorePattern> patterns;

    private IgnoreRules(List<IgnorePattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * @param text the file's content
     * @throws IllegalArgumentException naming the line of a malformed pattern
     */
    static IgnoreRules parse(String text) {
        List<IgnorePattern> patterns = new ArrayList<>();
        String[] lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                line(lines[i], patterns);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new IgnoreRules(patterns);
    }

    /**
     * What the rules say of one path. Directories are asked before what is in them.
     *
     * @param above the decision on the directory that holds it, {@link #top()} at the context's root
     */
    Decision decide(String path, Decision above) {
        boolean[] matched = new boolean[patterns.size()];
        boolean excluded = false;
        for (int i = 0; i < matched.length; i++) {
            IgnorePattern pattern = patterns.get(i);
            boolean inherited = above.matched.length > 0 && above.matched[i];
            if (!inherited && pattern.isException() != excluded) {
                continue;
            }
            matched[i] = inherited || pattern.matches(path);
            if (matched[i]) {
                excluded = !pattern.isException();
            }
        }
        return new Decision(excluded, matched);
    }

    /** The decision that nothing was said before. */
    Decision top() {
        return new Decision(false, new boolean[0]);
    }

    /** Whether a path is left out of the context. */
    boolean excludes(String path) {
        Decision decision = top();
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            decision = decide(path.substring(0, end), decision);
        }
        return decide(path, decision).excluded();
    }

    /** Whether something in a directory that is left out may still be kept. */
    boolean mayKeepBelow(String directory) {
        return patterns.stream().anyMatch(p -> p.isException() && p.mayMatchBelow(directory));
    }

    private static void line(String line, List<IgnorePattern> patterns) {
        String text = line.strip();
        if (line.startsWith("#") || text.isEmpty()) {
            return;
        }
        boolean exception = text.startsWith("!");
        String pattern = exception ? text.substring(1).strip() : text;
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("'!' excepts nothing");
        }
        pattern = clean(pattern);
        patterns.add(IgnorePattern.of(
                pattern.length() > 1 && pattern.startsWith("/") ? pattern.substring(1) : pattern, exception));
    }

    /** The shortest path of the same meaning, as Go's {@code filepath.Clean}. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> kept = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                kept.addLast(part);
            } else if (!kept.isEmpty() && !kept.getLast().equals("..")) {
                kept.removeLast();
            } else if (!rooted) {
                kept.addLast(part);
            }
        }
        String joined = String.join("/", kept);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** A decision, with the patterns that led to it: they hold for everything below. */
    static final class Decision {
        private final boolean excluded;
        private final boolean[] matched;

        private Decision(boolean excluded, boolean[] matched) {
            this.excluded = excluded;
            this.matched = matched;
        }

        boolean excluded() {
            return excluded;
        }
    }
}
