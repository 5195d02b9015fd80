package dev.fairlead.oci;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file, directory or symbolic link of an image.
 *
 * @param mode permission bits, with set-user-ID and the like
 * @param size in bytes; zero unless it is a file
 * @param link what a symbolic link names, else empty
 */
public record FileNode(Kind kind, int mode, int user, int group, long size, Content content, String link) {
    private static final Content NOTHING = InputStream::nullInputStream;
    private static final int LINK_MODE = 0777;

    public static FileNode directory(int mode, int user, int group) {
        return new FileNode(Kind.DIRECTORY, mode, user, group, 0, NOTHING, "");
    }

    public static FileNode file(int mode, long size, Content content) {
        return new FileNode(Kind.FILE, mode, 0, 0, size, content, "");
    }

    public static FileNode link(String target) {
        return new FileNode(Kind.LINK, LINK_MODE, 0, 0, 0, NOTHING, target);
    }

    @JsonIgnore
    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    public boolean isLink() {
        return kind == Kind.LINK;
    }

    /** The same of another owner. */
    public FileNode ownedBy(int newUser, int newGroup) {
        return new FileNode(kind, mode, newUser, newGroup, size, content, link);
    }

    /** The same with other permission bits; a link has none of its own. */
    public FileNode withMode(int newMode) {
        return isLink() ? this : new FileNode(kind, newMode, user, group, size, content, link);
    }

    /** What a node is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK
    }

    /** Opens a file's content; as often as it is asked. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
