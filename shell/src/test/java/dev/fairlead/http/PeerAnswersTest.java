package dev.fairlead.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.FaultProxy;
import dev.fairlead.FaultProxy.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked again, and what is not. */
final class PeerAnswersTest {
    private static final PeerAnswers.Pace FAST =
            new PeerAnswers.Pace(Duration.ofMillis(1), 4, 2, Duration.ofSeconds(5));

    /** How often a request is sent that meets with the same again and again; the last try is answered well. */
    @ParameterizedTest
    @CsvSource({
        "GET,  429, 0,  5",
        "GET,  429, '', 3",
        "GET,  503, past, 5",
        "GET,  503, '', 3",
        "GET,  502, '', 3",
        "GET,  500, '', 1",
        "GET,  500, 0,  5",
        "GET,  404, 0,  1",
        "GET,  503, 99, 1",
        "POST, 429, 0,  5",
        "POST, 429, '', 1",
        "POST, 503, past, 5",
        "POST, 503, '', 1",
        "POST, 504, 0,  1",
        "PUT,  500, 0,  5"
    })
    void aRefusalIsAskedAgainAsItSays(String method, int code, String after, int times) throws Exception {
        // After a 503 that says 0, okhttp itself asks once more.
        String value = after.replace("past", "Thu, 01 Jan 1970 00:00:00 GMT");
        String header = after.isEmpty() ? "" : "Retry-After: " + value + "\n";
        try (FaultProxy proxy = FaultProxy.before(FaultProxy.NOBODY, request -> Fault.status(code, header, "{}"))) {
            assertEquals(code, send(proxy, method).code());
            assertEquals(Collections.nCopies(times, method + " /x"), proxy.asked());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 3", "POST, 1", "DELETE, 1"})
    void aBrokenConnectionIsMadeAgainWhereThatDoesNothingTwice(String method, int times) throws Exception {
        AtomicInteger left = new AtomicInteger(2);
        try (FaultProxy proxy = FaultProxy.before(
                FaultProxy.NOBODY, request -> left.getAndDecrement() > 0 ? Fault.RESET : Fault.status(200, "", "{}"))) {
            if (times == 1) {
                IOException broken = assertThrows(IOException.class, () -> send(proxy, method));
                assertTrue(ConnectionTrouble.isBroken(broken), broken::toString);
            } else {
                assertEquals(200, send(proxy, method).code());
            }
            assertEquals(times, proxy.asked().size());
        }
    }

    @Test
    void anAnswerWithoutAnEndIsRefused() throws Exception {
        try (FaultProxy proxy =
                FaultProxy.before(FaultProxy.NOBODY, request -> Fault.endless("application/json", "x"))) {
            IOException refused = assertThrows(IOException.class, () -> send(proxy, "GET"));
            assertTrue(ConnectionTrouble.why(refused).equals("it answered with more than 1 MB"), refused::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 120 ', 120",
        "'Sun, 06 Nov 1994 08:49:47 GMT', 10",
        "'Sun, 06 Nov 1994 08:49:27 GMT', 0",
        "soon, -1",
        "-3, -1",
        "'', -1"
    })
    void retryAfterIsSecondsOrADate(String value, long seconds) {
        Optional<Duration> wait = RetryAfter.parse(value, Instant.parse("1994-11-06T08:49:37Z"));
        assertEquals(seconds, wait.map(Duration::toSeconds).orElse(-1L));
    }

    @ParameterizedTest
    @CsvSource({
        "'unexpected end of stream on http://127.0.0.1:1/...', it closed the connection before its answer was complete",
        "'\\n not found: limit=0 content=…', it closed the connection before its answer was complete",
        "Connection reset, the connection was reset",
        "Broken pipe, the connection was reset",
        "'Unexpected status line: SSH-2.0', it does not answer in HTTP",
        "'java.io.IOException: a b', a b",
        "'', the connection failed"
    })
    void whatLibrariesSayIsSaidInWords(String message, String words) {
        assertEquals(words, ConnectionTrouble.why(new IOException(message)));
    }

    private static HttpSender.Reply send(FaultProxy proxy, String method) throws Exception {
        HttpSender sender =
                HttpSender.to("the peer", new Anything(), () -> ConnectionRules.of(Map.of()), Duration.ofSeconds(5));
        return sender.send(
                method, URI.create("http://" + proxy.address() + "/x"), Map.of(), null, Duration.ofSeconds(20));
    }

    private static final class Anything extends PeerAnswers {
        Anything() {
            super(FAST);
        }

        @Override
        protected long most() {
            return 1 << 20;
        }

        @Override
        protected boolean isStream(Request request) {
            return false;
        }

        @Override
        protected void check(Response answer, Buffer body) {}
    }
}
