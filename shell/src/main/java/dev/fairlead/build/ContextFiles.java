package dev.fairlead.build;

import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What a context holds after its rules. */
final class ContextFiles {
    private static final int PERMISSIONS = 07777;

    private ContextFiles() {}

    static FileTree of(BuildContext context) throws IOException {
        FileTree files = new FileTree();
        ContextWalk.over(context, entry -> {
            Path file = entry.file();
            int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & PERMISSIONS;
            if (entry.attributes().isDirectory()) {
                files.put(entry.name(), FileNode.directory(mode, 0, 0));
            } else if (entry.attributes().isSymbolicLink()) {
                files.put(
                        entry.name(), FileNode.link(Files.readSymbolicLink(file).toString()));
            } else if (entry.attributes().isRegularFile()) {
                files.put(
                        entry.name(), FileNode.file(mode, entry.attributes().size(), () -> Files.newInputStream(file)));
            }
        });
        return files;
    }
}
