package dev.fairlead.sandbox.registry;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * The content of a blob as it comes from a registry. After a lost connection it goes on where it was (RFC 9110, 14.2); a
 * registry that serves no ranges sends the beginning again, which is passed over.
 */
final class BlobDownload extends InputStream {
    private static final int MOST_BREAKS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final LongFunction<HttpResponse<InputStream>> request;
    private InputStream body;
    private long read;
    private int breaks;

    /** @param request asks for the content from a byte on; its answer is one of success */
    BlobDownload(LongFunction<HttpResponse<InputStream>> request) {
        this.request = request;
        this.body = request.apply(0).body();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        while (true) {
            try {
                int came = body.read(buffer, from, length);
                read += Math.max(0, came);
                return came;
            } catch (IOException e) {
                goOn(e);
            }
        }
    }

    private void goOn(IOException broken) throws IOException {
        body.close();
        while (true) {
            if (breaks++ == MOST_BREAKS) {
                throw broken;
            }
            Pause.of(PAUSE.multipliedBy(1L << breaks), "cancelled: download of a layer");
            try {
                HttpResponse<InputStream> answer = request.apply(read);
                body = answer.body();
                if (answer.statusCode() != 206) {
                    body.skipNBytes(read);
                }
                return;
            } catch (OpsException e) {
                if (e.kind() != FailureKind.UNREACHABLE) {
                    throw e;
                }
            } catch (IOException e) {
                body.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
