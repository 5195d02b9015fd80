package dev.fairlead.image;

import com.github.dockerjava.api.model.ResponseItem;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the engine's messages about a push or pull into events per layer, and keeps what they said of the whole. */
final class LayerProgress {
    private final ProgressListener listener;
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private String digest = "";
    private boolean upToDate;
    private @Nullable String error;

    LayerProgress(ProgressListener listener) {
        this.listener = listener;
    }

    synchronized void take(ResponseItem item) {
        ResponseItem.ErrorDetail detail = item.getErrorDetail();
        if (detail != null) {
            error = detail.getMessage();
        }
        if (item.getAux() != null && item.getAux().getDigest() != null) {
            digest = item.getAux().getDigest();
        }
        String status = item.getStatus();
        if (status == null) {
            return;
        }
        if (status.startsWith("Digest: ")) {
            digest = status.substring("Digest: ".length()).strip();
        } else if (status.startsWith("Status: Image is up to date")) {
            upToDate = true;
        } else if (item.getId() != null && !status.startsWith("Pulling from")) {
            layer(item.getId(), status, item.getProgressDetail());
        }
    }

    /** What the engine says went wrong, null where nothing did. */
    synchronized @Nullable String error() {
        return error;
    }

    synchronized String digest() {
        return digest;
    }

    synchronized boolean upToDate() {
        return upToDate;
    }

    synchronized int layers() {
        return layers.size();
    }

    /** Layers that were there before. */
    synchronized int present() {
        return (int) layers.values().stream().filter(l -> l.present).count();
    }

    synchronized long moved() {
        return layers.values().stream()
                .filter(l -> !l.present)
                .mapToLong(l -> l.bytes)
                .sum();
    }

    private void layer(String id, String status, ResponseItem.@Nullable ProgressDetail detail) {
        Layer layer = layers.get(id);
        if (layer == null) {
            layer = new Layer();
            layers.put(id, layer);
            listener.on(new ProgressEvent.Started(id, "layer " + id));
        }
        String state = status.toLowerCase(Locale.ROOT);
        if (detail != null && detail.getCurrent() != null) {
            long total = detail.getTotal() == null ? 0 : detail.getTotal();
            layer.bytes = Math.max(layer.bytes, state.equals("extracting") ? 0 : detail.getCurrent());
            listener.on(new ProgressEvent.Advanced(id, state, detail.getCurrent(), total, ProgressEvent.Unit.BYTES));
        }
        if (isEnd(state) && !layer.over) {
            layer.over = true;
            layer.present = state.contains("already exists") || state.startsWith("mounted from");
            Duration took = Duration.between(layer.began, Instant.now());
            listener.on(new ProgressEvent.Finished(id, "layer " + id + ": " + state, true, took));
        }
    }

    private static boolean isEnd(String state) {
        return state.equals("pushed")
                || state.equals("pull complete")
                || state.contains("already exists")
                || state.startsWith("mounted from");
    }

    private static final class Layer {
        private final Instant began = Instant.now();
        private long bytes;
        private boolean present;
        private boolean over;
    }
}
