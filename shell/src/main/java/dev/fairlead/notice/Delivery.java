package dev.fairlead.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Posts to a webhook. Redirects are not followed: they would carry the notice to a host that nobody named. */
final class Delivery {
    private static final int TRIES = 3;
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int SHOWN = 120;

    private final Optional<String> secret;
    private final Pause pause;
    private @Nullable HttpClient client;

    /** How time is let pass between two tries. */
    @FunctionalInterface
    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    /** @param secret what the bodies of {@code json} targets are signed with */
    Delivery(Optional<String> secret, Pause pause) {
        this.secret = secret;
        this.pause = pause;
    }

    /** Why the webhook did not take the notice, after at most two more tries; empty where it did. */
    Optional<String> post(NoticeTarget target, Notice notice) throws InterruptedException {
        Message message = Message.of(target.format());
        return post(
                target, message, notice.event().toString(), message.body(notice).toString());
    }

    /** The same for a text without a release. */
    Optional<String> post(NoticeTarget target, String text) throws InterruptedException {
        Message message = Message.of(target.format());
        return post(target, message, "message", message.body(text).toString());
    }

    private Optional<String> post(NoticeTarget target, Message message, String event, String body)
            throws InterruptedException {
        HttpRequest request = request(target, event, body);
        for (int tries = 1; ; tries++) {
            Outcome outcome = once(request, message);
            if (outcome.why().isEmpty()) {
                return Optional.empty();
            }
            Duration wait = outcome.after().orElse(Duration.ofMillis(500L * tries));
            if (!outcome.passing() || tries == TRIES) {
                return Optional.of(outcome.why() + (tries > 1 ? " (" + tries + " tries)" : ""));
            }
            if (wait.compareTo(LONGEST_PAUSE) > 0) {
                return Optional.of(outcome.why() + ", and asks for a pause of " + wait.toSeconds() + " s");
            }
            pause.last(wait);
        }
    }

    private HttpRequest request(NoticeTarget target, String event, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url())
                .timeout(ANSWER)
                .header("User-Agent", "fairlead")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        target.login().ifPresent(login -> request.header("Authorization", "Basic " + encoded(login)));
        if (target.format() == NoticeTarget.Format.JSON) {
            request.header("X-Fairlead-Event", event);
            secret.ifPresent(key -> request.header("X-Hub-Signature-256", Signature.of(key, bytes)));
        }
        return request.build();
    }

    private Outcome once(HttpRequest request, Message message) throws InterruptedException {
        try {
            HttpResponse<String> answer = client().send(request, HttpResponse.BodyHandlers.ofString());
            int code = answer.statusCode();
            if (code >= 200 && code < 300) {
                Message.Refusal refusal = message.refusal(answer.body());
                return new Outcome(refusal.why(), refusal.passing(), Optional.empty());
            }
            boolean passing = code == 429 || code >= 500;
            return new Outcome("it answered " + code + said(answer.body()), passing, RetryAfter.of(answer.headers()));
        } catch (HttpTimeoutException e) {
            return new Outcome("it did not answer in " + ANSWER.toSeconds() + " s", true, Optional.empty());
        } catch (IOException e) {
            return new Outcome(why(request.uri(), e), !(e instanceof SSLException), Optional.empty());
        }
    }

    private static String said(String body) {
        String line = Masking.text(body.strip()).replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : ": " + Wording.cut(line, SHOWN);
    }

    private static String why(URI url, IOException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException) {
                return "unknown host " + url.getHost();
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "it does not answer" : Masking.text(message);
    }

    private static String encoded(String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = known;
        }
        return known;
    }

    /**
     * What a try came to.
     *
     * @param why empty where it went well
     * @param passing whether another try may go better
     * @param after how long the webhook wants to be left alone
     */
    private record Outcome(String why, boolean passing, Optional<Duration> after) {}
}
