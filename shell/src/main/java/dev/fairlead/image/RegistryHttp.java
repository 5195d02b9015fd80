package dev.fairlead.image;

import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange with a registry. Redirects are followed by hand: the credentials stay with the registry's host. */
final class RegistryHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 5;

    private @Nullable HttpClient client;

    /** @param authorization empty for none */
    RegistryAnswer get(String registry, URI uri, String authorization, String accept) {
        return follow(registry, "GET", uri, authorization, accept);
    }

    RegistryAnswer head(String registry, URI uri, String authorization, String accept) {
        return follow(registry, "HEAD", uri, authorization, accept);
    }

    /** Posts a form, as OAuth 2 wants it. */
    RegistryAnswer post(String registry, URI uri, Map<String, String> form) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Query.of(form)))
                .build();
        return send(registry, request);
    }

    private RegistryAnswer follow(String registry, String method, URI first, String authorization, String accept) {
        URI uri = first;
        for (int redirects = 0; ; redirects++) {
            boolean own = first.getAuthority().equals(uri.getAuthority())
                    && first.getScheme().equals(uri.getScheme());
            RegistryAnswer answer = send(registry, request(method, uri, own ? authorization : "", accept));
            String location = answer.header("Location");
            boolean redirected = answer.code() >= 300 && answer.code() < 400 && !location.isEmpty();
            if (!redirected || redirects == MOST_REDIRECTS) {
                return answer;
            }
            uri = uri.resolve(location);
        }
    }

    private static HttpRequest request(String method, URI uri, String authorization, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("User-Agent", "fairlead")
                .header("Accept", accept)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private RegistryAnswer send(String registry, HttpRequest request) {
        try {
            HttpResponse<String> answer = client().send(request, HttpResponse.BodyHandlers.ofString());
            return new RegistryAnswer(answer.uri(), answer.statusCode(), answer.headers(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while asking registry " + registry);
        } catch (IOException e) {
            throw RegistryFailures.unreachable(registry, request.uri(), e);
        }
    }

    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = known;
        }
        return known;
    }
}
