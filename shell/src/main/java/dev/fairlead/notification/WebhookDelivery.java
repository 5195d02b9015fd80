package dev.fairlead.notification;

import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.HttpSender;
import dev.fairlead.http.ProxyFailure;
import dev.fairlead.http.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Posts to a webhook. Redirects are not followed: they would carry the notice to a host that nobody named. */
final class WebhookDelivery {
    private static final int TRIES = 3;
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int SHOWN = 120;

    private final Optional<String> secret;
    private final Pause pause;
    private final HttpSender sender;

    /** How time is let pass between two tries. */
    @FunctionalInterface
    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    /**
     * @param secret what the bodies of {@code json} targets are signed with
     * @param rules what connections to webhooks go by
     */
    WebhookDelivery(Optional<String> secret, Supplier<ConnectionRules> rules, Pause pause) {
        this.secret = secret;
        this.pause = pause;
        this.sender = new HttpSender(rules, ANSWER, false);
    }

    /** Why the webhook did not take the notice, after at most two more tries; empty where it did. */
    Optional<String> post(NotificationTarget target, Notification notice) throws InterruptedException {
        WebhookMessage message = WebhookMessage.of(target.format());
        return post(
                target, message, notice.event().toString(), message.body(notice).toString());
    }

    /** The same for a text without a release. */
    Optional<String> post(NotificationTarget target, String text) throws InterruptedException {
        WebhookMessage message = WebhookMessage.of(target.format());
        return post(target, message, "message", message.body(text).toString());
    }

    private Optional<String> post(NotificationTarget target, WebhookMessage message, String event, String body)
            throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = headers(target, event, bytes);
        for (int tries = 1; ; tries++) {
            Outcome outcome = once(target.url(), headers, bytes, message);
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

    private Map<String, String> headers(NotificationTarget target, String event, byte[] body) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json; charset=utf-8"));
        target.login().ifPresent(login -> headers.put("Authorization", "Basic " + encoded(login)));
        if (target.format() == NotificationTarget.Format.JSON) {
            headers.put("X-Fairlead-Event", event);
            secret.ifPresent(key -> headers.put("X-Hub-Signature-256", WebhookSignature.of(key, body)));
        }
        return headers;
    }

    private Outcome once(URI url, Map<String, String> headers, byte[] body, WebhookMessage message)
            throws InterruptedException {
        try {
            HttpSender.Reply answer = sender.send("POST", url, headers, body, ANSWER);
            int code = answer.code();
            if (code >= 200 && code < 300) {
                WebhookMessage.Refusal refusal = message.refusal(answer.body());
                return new Outcome(refusal.why(), refusal.passing(), Optional.empty());
            }
            boolean passing = code == 429 || code >= 500;
            return new Outcome("it answered " + code + said(answer.body()), passing, RetryAfter.of(answer.headers()));
        } catch (HttpTimeoutException e) {
            return new Outcome("it did not answer in " + ANSWER.toSeconds() + " s", true, Optional.empty());
        } catch (IOException e) {
            return new Outcome(why(url, e), !(e instanceof SSLException), Optional.empty());
        }
    }

    private static String said(String body) {
        String line = Masking.text(body.strip()).replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : ": " + MessageText.cut(line, SHOWN);
    }

    private static String why(URI url, IOException failure) {
        for (Throwable t = failure; t != null && !(t instanceof ProxyFailure); t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return "unknown host " + url.getHost();
            }
            if (t instanceof ConnectException) {
                return "it does not answer";
            }
        }
        return Masking.text(ConnectionTrouble.why(failure));
    }

    private static String encoded(String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
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
