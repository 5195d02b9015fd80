package dev.fairlead.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Requests of one operation on one registry: the first refusal says how to ask, and what it led to serves the requests
 * after it. The login is looked up only when the registry asks for one.
 */
final class RegistrySession {
    private final String registry;
    private final String scope;
    private final Supplier<Optional<RegistryLogin>> login;
    private final RegistryHttp http;
    private final Consumer<String> warnings;
    private final boolean fallsBack;
    private String authorization = "";

    /**
     * @param scope what to ask a token for where the registry does not say, e.g. {@code repository:team/web:pull}
     * @param warnings hear of a login that cannot be used; the registry is asked without one then
     */
    RegistrySession(
            String registry,
            String scope,
            Supplier<Optional<RegistryLogin>> login,
            RegistryHttp http,
            Consumer<String> warnings) {
        this(registry, scope, login, http, warnings, true);
    }

    private RegistrySession(
            String registry,
            String scope,
            Supplier<Optional<RegistryLogin>> login,
            RegistryHttp http,
            Consumer<String> warnings,
            boolean fallsBack) {
        this.registry = registry;
        this.scope = scope;
        this.login = login;
        this.http = http;
        this.warnings = warnings;
        this.fallsBack = fallsBack;
    }

    /** One that tries a login: where that is refused, nothing else is tried. */
    static RegistrySession trying(String registry, RegistryLogin login, RegistryHttp http) {
        return new RegistrySession(registry, "", () -> Optional.of(login), http, warning -> {}, false);
    }

    RegistryAnswer get(URI uri, String accept) {
        RegistryAnswer answer = http.get(registry, uri, authorization, accept);
        return authorised(answer) ? http.get(registry, uri, authorization, accept) : answer;
    }

    RegistryAnswer head(URI uri, String accept) {
        RegistryAnswer answer = http.head(registry, uri, authorization, accept);
        return authorised(answer) ? http.head(registry, uri, authorization, accept) : answer;
    }

    /** Whether the answer was a first refusal and there is something to ask with now. */
    private boolean authorised(RegistryAnswer refusal) {
        if (refusal.code() != 401 || !authorization.isEmpty()) {
            return false;
        }
        Optional<Challenge> challenge = Challenge.of(refusal.headers().allValues("WWW-Authenticate"));
        if (challenge.isEmpty()) {
            return false;
        }
        Optional<RegistryLogin> known = login();
        if (challenge.get().scheme().equals("bearer")) {
            authorization = "Bearer " + anyToken(refusal.uri(), challenge.get(), known);
        } else {
            authorization = known.map(RegistrySession::basic).orElse("");
        }
        return !authorization.isEmpty();
    }

    /** What is open to everybody does not fail by a login that cannot be read. */
    private Optional<RegistryLogin> login() {
        try {
            return login.get();
        } catch (OpsException e) {
            warnings.accept("registry " + registry + " is asked without a login: " + e.message());
            return Optional.empty();
        }
    }

    /** Where the login is refused, what is open to everybody may still be had without one. */
    private String anyToken(URI registryUri, Challenge challenge, Optional<RegistryLogin> known) {
        try {
            return token(registryUri, challenge, known);
        } catch (OpsException refused) {
            if (known.isEmpty() || !fallsBack || refused.kind() != FailureKind.DENIED) {
                throw refused;
            }
            try {
                String anonymous = token(registryUri, challenge, Optional.empty());
                warnings.accept(refused.message() + "; it is asked without a login");
                return anonymous;
            } catch (OpsException e) {
                throw refused;
            }
        }
    }

    private String token(URI registryUri, Challenge challenge, Optional<RegistryLogin> known) {
        URI realm = realm(registryUri, challenge);
        String service = challenge.parameter("service");
        String wanted = challenge.parameter("scope").isEmpty() ? scope : challenge.parameter("scope");
        boolean refreshes = known.isPresent() && !known.get().identityToken().isEmpty();
        RegistryAnswer answer;
        if (refreshes) {
            answer = http.post(
                    registry,
                    realm,
                    Map.of(
                            "grant_type",
                            "refresh_token",
                            "service",
                            service,
                            "client_id",
                            "fairlead",
                            "scope",
                            wanted,
                            "refresh_token",
                            known.get().identityToken()));
        } else {
            String query = Query.of(Map.of("service", service, "scope", wanted));
            String separator = realm.getRawQuery() == null ? "?" : "&";
            URI uri = query.isEmpty() ? realm : URI.create(realm + separator + query);
            answer = http.get(registry, uri, known.map(RegistrySession::basic).orElse(""), "application/json");
        }
        return token(answer);
    }

    private String token(RegistryAnswer answer) {
        try {
            JsonNode body = answer.code() == 200 ? new ObjectMapper().readTree(answer.body()) : null;
            String token = body == null
                    ? ""
                    : body.path("token").asText(body.path("access_token").asText(""));
            if (!token.isEmpty()) {
                return token;
            }
        } catch (JsonProcessingException e) {
            // An answer that is no JSON holds no token; the failure below says so.
        }
        boolean denied = answer.code() == 401 || answer.code() == 403 || answer.code() == 400;
        throw new OpsException(
                        denied ? FailureKind.DENIED : FailureKind.UNREACHABLE,
                        "the token service of registry " + registry + " ("
                                + answer.uri().getHost() + ") "
                                + (denied ? "refuses the login" : "answered " + answer.code() + " without a token"))
                .hint("image login " + registry);
    }

    /** A registry reached over HTTPS may not send the password elsewhere in the clear. */
    private URI realm(URI registryUri, Challenge challenge) {
        String realm = challenge.parameter("realm");
        try {
            URI uri = registryUri.resolve(realm);
            if (uri.getHost() != null
                    && (registryUri.getScheme().equals("http")
                            || uri.getScheme().equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new OpsException(
                FailureKind.DENIED, "registry " + registry + " names a token service that is not safe: " + realm);
    }

    private static String basic(RegistryLogin login) {
        byte[] text = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(text);
    }
}
