package dev.fairlead.oci;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The archives whose files are read for one purpose, e.g. a build; closing it frees the disk space of all of them. */
public final class LayerFiles implements Closeable {
    private final List<LayerFile> files = new ArrayList<>();

    LayerFile add(FileNode.Content packed) {
        LayerFile file = new LayerFile(packed);
        files.add(file);
        return file;
    }

    /** The content of their files cannot be read any more. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (LayerFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
