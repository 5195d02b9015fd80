package dev.fairlead.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * The one place that every answer of a kind of peer passes. What a peer did not answer in a bad moment is asked again,
 * where that cannot do anything twice; an answer is read whole, up to a size; and it is checked before it is believed.
 */
public abstract class PeerAnswers implements Interceptor {
    /** What says that the request was not taken at all, and may be sent again (as client-go has it). */
    private static final Set<Integer> NOT_TAKEN = Set.of(429, 500, 503);

    private static final Set<Integer> NOT_READY = Set.of(429, 502, 503, 504);

    private static final long SMALLEST = 16L << 20;
    private static final long LARGEST = 256L << 20;
    private static final long SLEEP_MILLIS = 20;

    private final Pace pace;

    /**
     * How requests are repeated.
     *
     * @param first the pause before the first repetition; each further one is twice as long
     * @param most repetitions of one request
     * @param unasked repetitions where the server did not say when to come again
     * @param within no repetition begins later than this after the first request
     */
    public record Pace(Duration first, int most, int unasked, Duration within) {
        /** As long as a single request is waited for. */
        public static final Pace USUAL = new Pace(Duration.ofMillis(200), 10, 3, Duration.ofSeconds(25));
    }

    protected PeerAnswers(Pace pace) {
        this.pace = pace;
    }

    /** Whether the request changes nothing, or nothing more when it is done twice. */
    protected boolean isHarmless(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    /** Whether its answer goes on for as long as the peer likes, and is passed on as it comes. */
    protected abstract boolean isStream(Request request);

    /**
     * Refuses an answer that cannot be this peer's.
     *
     * @param body the whole body; empty for a stream, whose head alone is there
     * @throws UnexpectedAnswer that says what came instead
     */
    protected abstract void check(Response answer, Buffer body) throws UnexpectedAnswer;

    /** What a body may have at most: far more than a peer ever sends, and less than what would fill the memory. */
    public static long mostBytes() {
        return Math.max(SMALLEST, Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 16));
    }

    /** Whether a status says that a server is not ready, or that a proxy before it found none. */
    public static boolean isNotReady(int code) {
        return NOT_READY.contains(code);
    }

    /** How many bytes a body of this peer may have. */
    protected long most() {
        return mostBytes();
    }

    @Override
    public final Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        long began = System.nanoTime();
        for (int repeated = 0; ; repeated++) {
            Duration pause;
            try {
                Response answer = whole(chain.proceed(request), isStream(request));
                Optional<Duration> wait = repeated(request, answer, repeated);
                if (wait.isEmpty() || isLate(began, wait.get())) {
                    return answer;
                }
                answer.close();
                pause = wait.get();
            } catch (IOException e) {
                pause = backoff(repeated);
                boolean again = ConnectionTrouble.isBroken(e)
                        && (isHarmless(request) || ConnectionTrouble.isBeforeRequest(e))
                        && repeated < Math.max(pace.unasked(), 5);
                if (!again || !isRepeatable(request.body()) || isLate(began, pause)) {
                    throw e;
                }
            }
            sleep(chain.call(), pause);
        }
    }

    /** After which pause the request is sent again; empty where this is its answer. */
    private Optional<Duration> repeated(Request request, Response answer, int before) {
        Optional<Duration> asked = Optional.ofNullable(answer.header(RetryAfter.HEADER))
                .flatMap(value -> RetryAfter.parse(value, Instant.now()));
        boolean harmless = isHarmless(request);
        boolean again = asked.isPresent()
                ? before < pace.most()
                        && (harmless ? answer.code() >= 500 || answer.code() == 429 : NOT_TAKEN.contains(answer.code()))
                : before < pace.unasked() && harmless && isNotReady(answer.code());
        if (!again || !isRepeatable(request.body())) {
            return Optional.empty();
        }
        Duration backoff = backoff(before);
        // Who was sent away together does not come back together.
        return Optional.of(asked.map(wait -> wait.plus(backoff.dividedBy(2))).orElse(backoff));
    }

    private static boolean isRepeatable(RequestBody body) {
        return body == null || !body.isOneShot() && !body.isDuplex();
    }

    private boolean isLate(long began, Duration pause) {
        return Duration.ofNanos(System.nanoTime() - began).plus(pause).compareTo(pace.within()) > 0;
    }

    private Duration backoff(int before) {
        double spread = ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        return Duration.ofNanos((long) (pace.first().toNanos() * spread)).multipliedBy(1L << Math.min(before, 5));
    }

    private Response whole(Response answer, boolean stream) throws IOException {
        if (stream || answer.code() == 101) {
            check(answer, new Buffer());
            return answer;
        }
        Buffer body = read(answer.body(), most());
        check(answer, body);
        return answer.newBuilder()
                .body(ResponseBody.create(body, answer.body().contentType(), body.size()))
                .build();
    }

    /** @throws UnexpectedAnswer where it is larger than that */
    static Buffer read(ResponseBody from, long most) throws IOException {
        Buffer body = new Buffer();
        try (from) {
            while (from.source().read(body, 64 * 1024) >= 0) {
                if (body.size() > most) {
                    throw new UnexpectedAnswer("more than " + (most >> 20) + " MB");
                }
            }
        }
        return body;
    }

    /** Refuses what is no JSON object, without reading it all. */
    protected static void requireObject(Buffer body) throws UnexpectedAnswer {
        for (long i = 0; i < body.size(); i++) {
            byte first = body.getByte(i);
            if (first == '{') {
                return;
            }
            if (!Character.isWhitespace(first)) {
                throw new UnexpectedAnswer(
                        first == '<' ? "a web page" : first == '[' ? "a list" : "something that is no object");
            }
        }
        throw new UnexpectedAnswer("nothing");
    }

    /** Refuses a page made for people, whatever its status says. */
    protected static void requireNoPage(Response answer) throws UnexpectedAnswer {
        if (answer.header("Content-Type", "").toLowerCase(Locale.ROOT).contains("html")) {
            throw new UnexpectedAnswer("a web page");
        }
    }

    private static void sleep(Call call, Duration pause) throws IOException {
        long end = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
                if (call.isCanceled()) {
                    throw new IOException("Canceled");
                }
                Thread.sleep(Math.min(SLEEP_MILLIS, left / 1_000_000 + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the client was closed");
        }
    }
}
