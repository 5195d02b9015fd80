package dev.fairlead.build;

import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Visits what a context holds after its rules, directories before what is in them, in the order of names. A directory
 * that is left out is visited only where something in it is kept. Symbolic links are not followed.
 */
final class ContextWalk {
    private final Path root;
    private final IgnoreRules rules;
    private final Visitor visitor;
    private final Deque<Entry> waiting = new ArrayDeque<>();

    private ContextWalk(BuildContext context, Visitor visitor) {
        this.root = context.root();
        this.rules = context.rules();
        this.visitor = visitor;
    }

    static void over(BuildContext context, Visitor visitor) throws IOException {
        ContextWalk walk = new ContextWalk(context, visitor);
        walk.inside(walk.root, "", walk.rules.top());
    }

    private void inside(Path directory, String prefix, IgnoreRules.Decision above) throws IOException {
        Cancelled.check("cancelled while the build context was read; nothing was built");
        List<Path> children;
        try (var listing = Files.list(directory)) {
            children = listing.sorted().toList();
        }
        for (Path child : children) {
            String name = prefix + child.getFileName();
            BasicFileAttributes attributes =
                    Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            visit(new Entry(name, child, attributes), rules.decide(name, above));
        }
    }

    private void visit(Entry entry, IgnoreRules.Decision decision) throws IOException {
        boolean directory = entry.attributes().isDirectory();
        if (!decision.excluded()) {
            while (!waiting.isEmpty()) {
                visitor.visit(waiting.removeFirst());
            }
            visitor.visit(entry);
        } else if (directory && rules.mayKeepBelow(entry.name())) {
            waiting.addLast(entry);
        } else {
            return;
        }
        if (directory) {
            inside(entry.file(), entry.name() + "/", decision);
            waiting.removeLastOccurrence(entry);
        }
    }

    /**
     * One file, directory or link.
     *
     * @param name relative to the root, with slashes
     */
    record Entry(String name, Path file, BasicFileAttributes attributes) {}

    /** Takes what is kept. */
    @FunctionalInterface
    interface Visitor {
        void visit(Entry entry) throws IOException;
    }
}
