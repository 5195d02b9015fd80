package dev.fairlead.image;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.HttpSender;
import dev.fairlead.http.PeerAnswers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange with a registry. Redirects are followed by hand: the credentials stay with the registry's host. */
final class RegistryHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final PeerAnswers ANSWERS = new RegistryAnswers(PeerAnswers.Pace.USUAL);
    private static final int MOST_REDIRECTS = 5;

    private final Function<String, ConnectionRules> rules;
    private final Map<String, HttpSender> senders = new ConcurrentHashMap<>();

    /** @param rules what connections to a registry go by */
    RegistryHttp(Function<String, ConnectionRules> rules) {
        this.rules = rules;
    }

    /** @param authorization empty for none */
    RegistryAnswer get(String registry, URI uri, String authorization, String accept) {
        return follow(registry, "GET", uri, authorization, accept);
    }

    RegistryAnswer head(String registry, URI uri, String authorization, String accept) {
        return follow(registry, "HEAD", uri, authorization, accept);
    }

    /** Posts a form, as OAuth 2 wants it. */
    RegistryAnswer post(String registry, URI uri, Map<String, String> form) {
        byte[] body = Query.of(form).getBytes(StandardCharsets.UTF_8);
        return send(registry, "POST", uri, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    private RegistryAnswer follow(String registry, String method, URI first, String authorization, String accept) {
        URI uri = first;
        for (int redirects = 0; ; redirects++) {
            boolean own = first.getAuthority().equals(uri.getAuthority())
                    && first.getScheme().equals(uri.getScheme());
            RegistryAnswer answer = send(registry, method, uri, headers(own ? authorization : "", accept), null);
            String location = answer.header("Location");
            boolean redirected = answer.code() >= 300 && answer.code() < 400 && !location.isEmpty();
            if (!redirected || redirects == MOST_REDIRECTS) {
                return answer;
            }
            uri = uri.resolve(location);
        }
    }

    private static Map<String, String> headers(String authorization, String accept) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", accept));
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    private RegistryAnswer send(
            String registry, String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
        try {
            HttpSender.Reply reply = sender(uri).send(method, uri, headers, body, ANSWER);
            return new RegistryAnswer(reply.uri(), reply.code(), reply.headers(), reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while asking registry " + registry);
        } catch (IOException e) {
            throw RegistryFailures.unreachable(registry, uri, e);
        }
    }

    private HttpSender sender(URI uri) {
        return senders.computeIfAbsent(
                String.valueOf(uri.getAuthority()),
                host -> HttpSender.to("the registry", ANSWERS, () -> rules.apply(host), CONNECT));
    }
}
