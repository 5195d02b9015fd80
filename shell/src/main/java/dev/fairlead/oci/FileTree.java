package dev.fairlead.oci;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of an image, or of one of its layers. Paths have no slash at their ends; the root is the empty path. */
public final class FileTree {
    private static final int MOST_LINKS = 40;
    private static final int DIRECTORY_MODE = 0755;

    private final SortedMap<String, FileNode> nodes = new TreeMap<>();

    /** The files of a tar archive, plain or packed by gzip or bzip2; empty where it is none. */
    public static Optional<FileTree> ofArchive(FileNode.Content archive) throws IOException {
        return LayerReader.archive(archive);
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
        FileNode before = nodes.put(path, node);
        if (before != null && before.isDirectory() && !node.isDirectory()) {
            below(path).clear();
        }
    }

    public void remove(String path) {
        nodes.remove(path);
        below(path).clear();
    }

    /**
     * The path that is meant when symbolic links are followed, that of the last part too where it names a directory.
     * Parts that do not exist are kept as they are.
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
            String next = at.isEmpty() ? part : at + "/" + part;
            FileNode node = nodes.get(next);
            if (node == null || !node.isLink() || ++links > MOST_LINKS) {
                at = next;
                continue;
            }
            at = node.link().startsWith("/") ? "" : at;
            parts(node.link()).descendingIterator().forEachRemaining(parts::addFirst);
        }
        return at;
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
