package dev.fairlead.cluster;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.HttpSender;
import dev.fairlead.settings.EgressPolicy;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

/** Fetches a manifest that {@code -f} names by its URL; redirects are followed, as kubectl does. */
public final class ManifestUrl {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Settings settings;
    private final HttpSender sender;

    public ManifestUrl(Settings settings) {
        this.settings = settings;
        this.sender = new HttpSender(() -> ConnectionRules.of(settings.environment()), CONNECT, true);
    }

    /** Whether a source is one, rather than a path. */
    static boolean isOne(String source) {
        return source.startsWith("http://") || source.startsWith("https://");
    }

    /** @throws OpsException of kind NOT_FOUND, DENIED or UNREACHABLE */
    String text(String url) {
        if (settings.enclosure() == EgressPolicy.CLOSED) {
            throw new OpsException(
                    FailureKind.UNREACHABLE, "cannot read the manifest " + url + ": a trial reaches nothing outside");
        }
        try {
            HttpSender.Reply reply = sender.send("GET", URI.create(url), Map.of("Accept", "*/*"), null, ANSWER);
            if (reply.code() != 200) {
                throw answered(url, reply.code());
            }
            if (reply.headers().firstValue("Content-Type").orElse("").contains("html")) {
                throw new OpsException(
                                FailureKind.UNREACHABLE,
                                "cannot read the manifest " + url + ": the server answered with a web page")
                        .hint("curl -iL " + url);
            }
            return reply.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while reading the manifest " + url);
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, "'" + url + "' is not a valid URL", e);
        } catch (IOException e) {
            String why = e instanceof UnknownHostException
                    ? "unknown host " + URI.create(url).getHost()
                    : ConnectionTrouble.why(e);
            throw new OpsException(FailureKind.UNREACHABLE, "cannot read the manifest " + url + ": " + why, e);
        }
    }

    private static OpsException answered(String url, int code) {
        FailureKind kind = switch (code) {
            case 401, 403 -> FailureKind.DENIED;
            case 404, 410 -> FailureKind.NOT_FOUND;
            default -> FailureKind.UNREACHABLE;
        };
        return new OpsException(kind, "cannot read the manifest " + url + ": the server answered " + code)
                .hint("curl -iL " + url);
    }
}
