package dev.fairlead.build;

import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files of an image, written to a directory of this machine for a program to read; links out of it are left out. */
final class WrittenFiles {
    private WrittenFiles() {}

    static void write(FileTree files, Path root) throws IOException {
        for (Map.Entry<String, FileNode> entry : files.nodes().entrySet()) {
            Path target = root.resolve(entry.getKey()).normalize();
            FileNode node = entry.getValue();
            if (!target.startsWith(root)) {
                continue;
            }
            Path holder = root.resolve(FileTree.parent(entry.getKey()));
            Files.createDirectories(node.isDirectory() ? target : holder);
            if (node.isLink()) {
                link(root, holder, target, node.link());
            } else if (!node.isDirectory()) {
                content(node, target);
            }
        }
    }

    private static void link(Path root, Path holder, Path target, String link) throws IOException {
        Path meant = link.startsWith("/") ? root.resolve(link.substring(1)) : holder.resolve(link);
        if (meant.normalize().startsWith(root)) {
            Files.createSymbolicLink(target, holder.relativize(meant.normalize()));
        }
    }

    private static void content(FileNode node, Path target) throws IOException {
        try (InputStream content = node.content().open()) {
            Files.copy(content, target);
        }
    }
}
