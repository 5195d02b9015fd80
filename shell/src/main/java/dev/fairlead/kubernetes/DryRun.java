package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * While changes are rehearsed, makes the server only check every write, whoever sends it: {@code dryRun=All}
 * (kubernetes.io, API concepts, Dry-run). What would reach into a container is refused.
 */
final class DryRun implements Interceptor {
    static final String NAME = "rehearsal";

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern REACHES_IN = Pattern.compile("/(?:exec|attach|portforward|proxy)(?:[/?]|$)");

    private final BooleanSupplier rehearsing;

    DryRun(BooleanSupplier rehearsing) {
        this.rehearsing = rehearsing;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!rehearsing.getAsBoolean()) {
            return;
        }
        String uri = request.uri().toString();
        boolean write = WRITES.contains(request.method());
        if (REACHES_IN.matcher(uri).find() && (write || !uri.contains("/proxy"))) {
            throw new OpsException(
                    FailureKind.USAGE, "a dry run reaches into no container: " + request.method() + " " + uri);
        }
        if (write
                && !uri.contains("dryRun=")
                && !ApiServerAnswers.QUESTION.matcher(uri).find()) {
            builder.uri(URI.create(uri + (uri.contains("?") ? "&" : "?") + "dryRun=All"));
        }
    }
}
