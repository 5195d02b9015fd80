package dev.fairlead.sandbox.registry;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One blob on its way to a registry, chunk after chunk (OCI Distribution specification, Pushing a blob in chunks). After
 * a lost connection the registry says how much it has, and the upload goes on there.
 */
final class BlobUpload {
    /** Large enough that requests do not count, small enough that little is sent twice. */
    private static final long CHUNK = 8L << 20;

    private static final int MOST_BREAKS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Pattern RANGE = Pattern.compile("(?:bytes[ =])?0-(\\d+)");

    private final Requests requests;
    private final URI uploads;
    private final String digest;
    private final Path file;
    private final long size;
    private URI place;
    private long sent;

    /** Sends one request; throws an OpsException of kind UNREACHABLE when the connection breaks. */
    @FunctionalInterface
    interface Requests {
        HttpResponse<InputStream> send(String method, URI uri, BodyPublisher body, Map<String, String> headers);
    }

    /** @param uploads where uploads to the repository begin */
    BlobUpload(Requests requests, URI uploads, String digest, Path file) throws IOException {
        this.requests = requests;
        this.uploads = uploads;
        this.place = uploads;
        this.digest = digest;
        this.file = file;
        this.size = Files.size(file);
    }

    /** The registry's last answer, 201 where it has the blob. */
    HttpResponse<InputStream> run() {
        for (int breaks = 0; ; breaks++) {
            try {
                return breaks == 0 || !goesOn() ? whole() : rest();
            } catch (OpsException e) {
                if (e.kind() != FailureKind.UNREACHABLE || breaks == MOST_BREAKS) {
                    throw e;
                }
                Pause.of(PAUSE.multipliedBy(1L << breaks), "cancelled: upload of " + digest);
            }
        }
    }

    private HttpResponse<InputStream> whole() {
        sent = 0;
        HttpResponse<InputStream> begun = requests.send("POST", uploads, BodyPublishers.noBody(), Map.of());
        if (begun.statusCode() != 202) {
            return begun;
        }
        place = located(begun);
        return rest();
    }

    private HttpResponse<InputStream> rest() {
        while (sent < size) {
            long end = Math.min(size, sent + CHUNK);
            HttpResponse<InputStream> taken = requests.send(
                    "PATCH",
                    place,
                    part(sent, end - sent),
                    Map.of("Content-Type", "application/octet-stream", "Content-Range", sent + "-" + (end - 1)));
            if (taken.statusCode() != 202) {
                return taken;
            }
            place = located(taken);
            sent = end;
        }
        String separator = place.getRawQuery() == null ? "?" : "&";
        return requests.send(
                "PUT",
                URI.create(place + separator + "digest=" + digest),
                BodyPublishers.noBody(),
                Map.of("Content-Type", "application/octet-stream"));
    }

    /** Whether the registry still knows the upload; how much of it is there is known then. */
    private boolean goesOn() {
        if (place.equals(uploads)) {
            return false;
        }
        HttpResponse<InputStream> known = requests.send("GET", place, BodyPublishers.noBody(), Map.of());
        Matcher range = RANGE.matcher(known.headers().firstValue("Range").orElse(""));
        if (known.statusCode() != 204 || !range.matches()) {
            return false;
        }
        long last = Long.parseLong(range.group(1));
        // One byte and none look alike; the first is sent again then, which the registry refuses if it has it.
        sent = last == 0 ? 0 : last + 1;
        place = located(known);
        return sent <= size;
    }

    private URI located(HttpResponse<InputStream> answer) {
        return answer.headers().firstValue("Location").map(uploads::resolve).orElse(place);
    }

    private BodyPublisher part(long from, long length) {
        BodyPublisher content = BodyPublishers.ofInputStream(() -> {
            try {
                SeekableByteChannel channel = Files.newByteChannel(file).position(from);
                return new FirstBytes(Channels.newInputStream(channel), length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return BodyPublishers.fromPublisher(content, length);
    }

    /** The beginning of a stream. */
    private static final class FirstBytes extends FilterInputStream {
        private long left;

        FirstBytes(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = left == 0 ? -1 : super.read(buffer, from, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }
}
