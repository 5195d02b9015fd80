package dev.fairlead.build;

import dev.fairlead.files.UnpackBudget;
import dev.fairlead.files.UnpackedDirectory;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/** Files of an image, written to a directory of this machine for a program to read; its links lead nowhere else. */
final class WrittenFiles {
    private WrittenFiles() {}

    static void write(FileTree files, Path root) throws IOException {
        long size = files.nodes().values().stream().mapToLong(FileNode::size).sum();
        UnpackedDirectory directory =
                new UnpackedDirectory(root, new UnpackBudget().archive("the files of the stage", size));
        for (Map.Entry<String, FileNode> entry : files.nodes().entrySet()) {
            String path = entry.getKey();
            FileNode node = entry.getValue();
            switch (node.kind()) {
                case DIRECTORY -> directory.directory(path);
                case LINK -> directory.link(path, meant(files, path, node.link()));
                case FILE -> {
                    try (InputStream content = node.content().open()) {
                        directory.file(path, content);
                    }
                }
            }
        }
    }

    private static String meant(FileTree files, String path, String link) {
        return files.resolve(link.startsWith("/") ? link : FileTree.parent(path) + "/" + link);
    }
}
