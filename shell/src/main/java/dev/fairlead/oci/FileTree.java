package dev.fairlead.oci;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of an image, or of one of its layers. Paths have no slash at their ends; the root is the empty path. Nothing
 * stands below what is no directory.
 */
public final class FileTree {
    private static final int MOST_LINKS = 40;
    private static final int DIRECTORY_MODE = 0755;
    private static final int LONGEST_PATH = 4_096;
    private static final int MOST_PARTS = 256;

    private final SortedMap<String, FileNode> nodes = new TreeMap<>();

    /**
     * The files of a tar archive, plain or packed by gzip or bzip2; empty where it is none. A directory that has no entry
     * of its own is not among them.
     *
     * @param name what refusals call it
     * @param files what the content is read from, until it is closed
     */
    public static Optional<FileTree> ofArchive(String name, FileNode archive, LayerFiles files) {
        return LayerReader.archive(name, archive.size(), archive.content(), files);
    }

    /** A copy whose changes are its own. */
    public FileTree copy() {
        FileTree copied = new FileTree();
        copied.nodes.putAll(nodes);
        return copied;
    }

    /** In the order of paths: directories come before what is in them. */
    public Map<String, FileNode> nodes() {
        return nodes;
    }

    public Optional<FileNode> at(String path) {
        return path.isEmpty()
                ? Optional.of(FileNode.directory(DIRECTORY_MODE, 0, 0))
                : Optional.ofNullable(nodes.get(path));
    }

    /** What is below a directory, by its path in the tree. */
    public Map<String, FileNode> below(String directory) {
        // '0' comes right after '/', so this ends the range of all paths that begin with the directory's.
        return directory.isEmpty() ? nodes : nodes.subMap(directory + "/", directory + "0");
    }

    /** Puts a node in its place; a file takes the place of a directory with all that is in it. */
    public void put(String path, FileNode node) {
        nodes.put(path, node);
        if (!node.isDirectory()) {
            below(path).clear();
        }
    }

    public void remove(String path) {
        nodes.remove(path);
        below(path).clear();
    }

    /**
     * The path that is meant when symbolic links are followed, that of the last part too where it names a directory; no
     * link leads out of the root. Parts that do not exist are kept as they are. Where links lead in a circle, it is the
     * path as it is written.
     */
    public String resolve(String path) {
        Deque<String> parts = parts(path);
        String at = "";
        for (int links = 0; !parts.isEmpty(); ) {
            String part = parts.removeFirst();
            if (part.equals("..")) {
                at = parent(at);
                continue;
            }
            String next = in(at, part);
            FileNode node = nodes.get(next);
            if (node == null || !node.isLink()) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS || parts.size() > MOST_PARTS) {
                return clean("/" + path);
            }
            at = node.link().startsWith("/") ? "" : at;
            parts(node.link()).descendingIterator().forEachRemaining(parts::addFirst);
        }
        return at;
    }

    /**
     * Makes a directory, and those above it that are missing, where a path leads to by the links that are there.
     *
     * @return its path without links
     * @throws IOException where something else is in the way, or links lead in a circle
     */
    String makeDirectories(String path) throws IOException {
        String meant = resolve(path);
        checked(meant);
        for (String up = meant; !up.isEmpty(); up = parent(up)) {
            FileNode there = nodes.get(up);
            if (there != null && !there.isDirectory()) {
                throw new IOException("/" + up + " is no directory, and there are files below it");
            }
            if (there == null) {
                put(up, FileNode.directory(DIRECTORY_MODE, 0, 0));
            }
        }
        return meant;
    }

    /** A text that a path or a link of an archive may be. */
    static String checked(String path) throws IOException {
        boolean deep =
                path.length() > MOST_PARTS && path.chars().filter(c -> c == '/').count() > MOST_PARTS;
        if (path.length() > LONGEST_PATH || deep) {
            throw new IOException("the path " + path.substring(0, 40) + "… is longer than " + LONGEST_PATH
                    + " characters or deeper than " + MOST_PARTS + " directories");
        }
        if (path.indexOf('\0') >= 0) {
            throw new IOException("a path holds a NUL character");
        }
        return path;
    }

    /** The shortest path of the same meaning without a slash at its ends; one that leads outside begins with dots. */
    static String clean(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String part : parts(path)) {
            boolean up = part.equals("..");
            if (!up || kept.isEmpty() && !path.startsWith("/") || "..".equals(kept.peekLast())) {
                kept.addLast(part);
            } else {
                kept.pollLast();
            }
        }
        return String.join("/", kept);
    }

    /** What is called so in a directory. */
    static String in(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** The directory that holds a path. */
    public static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static Deque<String> parts(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts;
    }
}
