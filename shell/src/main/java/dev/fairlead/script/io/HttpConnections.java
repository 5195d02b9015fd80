package dev.fairlead.script.io;

import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.HttpSender;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.EgressPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connections to servers that one session keeps, made by its first request. Safe for several threads. */
public final class HttpConnections {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int NO_CONTENT = 204;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Secrets secrets;
    private final ProgressListener progress;
    private final boolean dryRun;
    private final ExternalAccess external;
    private final HttpSender sender;

    /**
     * @param secrets learns the credentials of requests
     * @param dryRun whether requests that may change something are only told
     * @param external what is said in the place of servers
     */
    public HttpConnections(Secrets secrets, ProgressListener progress, boolean dryRun, ExternalAccess external) {
        this.secrets = secrets;
        this.progress = progress;
        this.dryRun = dryRun;
        this.external = external;
        this.sender =
                new HttpSender(() -> ConnectionRules.of(external.settings().environment()), CONNECT, true);
    }

    /**
     * What is answered to a request that is not to be sent; empty where it is to be.
     *
     * @throws OpsException where nothing outside may be asked
     */
    Optional<HttpResponse> instead(String method, String shown) {
        EgressPolicy egress = external.settings().enclosure();
        Optional<HttpResponse> answered = external.answers().request(method, shown);
        if (answered.isPresent()) {
            return answered;
        }
        if (egress == EgressPolicy.CLOSED) {
            throw StubbedResponses.refused("http", method + " " + shown);
        }
        if (READING.contains(method) || !dryRun && egress == EgressPolicy.OPEN) {
            return Optional.empty();
        }
        progress.note("would send: " + method + " " + shown + (dryRun ? " (dry run)" : " (rehearsal)"));
        return Optional.of(new HttpResponse(shown, NO_CONTENT, Map.of(), ""));
    }

    Secrets secrets() {
        return secrets;
    }

    HttpSender sender() {
        return sender;
    }
}
