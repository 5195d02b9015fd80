package dev.fairlead.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.StreamResetException;
import org.jspecify.annotations.Nullable;

/** What broken connections are called by the libraries that notice them, and what they mean. */
public final class ConnectionTrouble {
    private static final Pattern ENDED = Pattern.compile(
            "(?i)unexpected end of (?:stream|file)|premature end|remote host terminated|no content to map|closed by (?:peer|remote)"
                    + "|\\\\n not found|NoHttpResponse|failed to respond|EOF reached");
    private static final Pattern RESET = Pattern.compile("(?i)connection (?:was )?reset|broken pipe|connection abort");
    private static final Pattern NO_HTTP = Pattern.compile("(?i)unexpected status line|not.* HTTP|invalid.* chunk");

    private ConnectionTrouble() {}

    /** Whether the connection ended before the whole answer was there; what the server did is not known then. */
    public static boolean isBroken(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnexpectedAnswer || t instanceof ConnectException || t instanceof SocketTimeoutException) {
                return false;
            }
            if (t instanceof EOFException
                    || t instanceof StreamResetException
                    || t instanceof ConnectionShutdownException
                    || matches(ENDED, t)
                    || t instanceof SocketException && matches(RESET, t)
                    || t instanceof IOException && matches(RESET, t)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it broke before the request was on its way, so that the server has not done it. */
    public static boolean isBeforeRequest(IOException failure) {
        return failure instanceof SSLHandshakeException || failure instanceof ConnectionShutdownException;
    }

    /** Why there was no whole answer, in a user's words. */
    public static String why(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnexpectedAnswer) {
                return "it answered with " + t.getMessage();
            }
            if (t instanceof JsonProcessingException) {
                return "its answer is not valid JSON";
            }
            if (t instanceof UnknownHostException) {
                return "unknown host " + t.getMessage();
            }
            if (t instanceof ConnectException) {
                return "connection refused";
            }
            if (matches(ENDED, t) || t instanceof EOFException) {
                return "it closed the connection before its answer was complete";
            }
            if (matches(RESET, t) || t instanceof StreamResetException) {
                return "the connection was reset";
            }
            if (t instanceof ConnectionShutdownException) {
                return "it closed the connection";
            }
            if (t instanceof SSLException trouble) {
                return TlsTrouble.why(trouble);
            }
            if (t instanceof ProtocolException || matches(NO_HTTP, t)) {
                return "it does not answer in HTTP";
            }
        }
        return lastWords(failure);
    }

    /** The innermost message, without the name of a Java class before it. */
    private static String lastWords(Throwable failure) {
        String words = failure.getMessage();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            words = t.getMessage() == null ? words : t.getMessage();
        }
        return words == null || words.isBlank()
                ? "the connection failed"
                : words.replaceAll("\\b(?:[a-z][a-z0-9]*\\.)+[A-Z]\\w*(?:Exception|Error): ?", "");
    }

    private static boolean matches(Pattern pattern, Throwable failure) {
        return failure.getMessage() != null
                && pattern.matcher(failure.getMessage()).find();
    }
}
