package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.HttpHeader;
import dev.fairlead.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that must be answered rightly, by every ready pod of the candidate where it names no URL.
 *
 * @param url what is asked instead of pods; variables in it as {@link GateVariables} has them in URLs
 * @param through whether pods or the preview Service is asked
 * @param path with its query; empty where there is a URL
 * @param port a container's port, or the Service's, by name or number; empty for the first
 * @param scheme http or https
 * @param body what the answer's body must contain
 * @param bodyMatches a regular expression that must be found in the answer's body
 * @param headers whose values may name variables of the environment, as {@code ${TOKEN}}: a gate's text is kept in the
 *     cluster
 * @param follow whether redirects are followed
 */
public record HttpGate(
        GateOptions options,
        Optional<URI> url,
        Through through,
        String path,
        Optional<String> port,
        String scheme,
        String method,
        StatusCodes status,
        Optional<String> body,
        Optional<String> bodyMatches,
        List<HttpHeader> headers,
        boolean follow)
        implements GateSpec {
    static final GateKind<HttpGate> KIND = new GateKind<>(
            "http",
            HttpGate.class,
            GateSyntax.of(
                            "path",
                            List.of(
                                    "port",
                                    "status",
                                    "method",
                                    "body",
                                    "body-matches",
                                    "header",
                                    "scheme",
                                    "to",
                                    "url",
                                    "redirects"),
                            "http path=/healthz status=200 tries=3")
                    .repeating("header"),
            HttpGate::read,
            HttpCheck::new);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    public HttpGate {
        headers = List.copyOf(headers);
    }

    /** Who is asked. */
    public enum Through {
        PODS,
        PREVIEW;

        @Override
        public String toString() {
            return this == PODS ? "pods" : "preview";
        }
    }

    private static HttpGate read(GateReader reader) {
        Optional<URI> url = reader.parsed("url", HttpGate::url);
        Optional<String> path = reader.argument();
        if (url.isPresent()
                && (path.isPresent()
                        || reader.text("port").isPresent()
                        || reader.text("to").isPresent())) {
            throw reader.wrong("url= says all of where to ask; leave out path, port and to");
        }
        if (url.isEmpty() && path.isEmpty()) {
            throw reader.wrong("its path is missing (or url=https://… of what is not a pod)");
        }
        if (path.isPresent() && !path.get().matches("/[!-~]*")) {
            throw reader.wrong("the path '" + path.get() + "' must begin with / and have no blanks");
        }
        return new HttpGate(
                reader.options(),
                url,
                reader.choice("to", Through.class).orElse(Through.PODS),
                path.orElse(""),
                reader.parsed("port", HttpGate::port),
                reader.parsed("scheme", text -> oneOf(text, List.of("http", "https")))
                        .orElse("http"),
                reader.parsed("method", text -> oneOf(text, METHODS)).orElse("GET"),
                reader.parsed("status", StatusCodes::parse).orElse(StatusCodes.OK),
                reader.text("body"),
                reader.parsed("body-matches", text -> Pattern.compile(text).pattern()),
                reader.all("header", HttpHeader::parse),
                reader.parsed("redirects", text -> oneOf(text, List.of("follow", "no")))
                        .filter("follow"::equals)
                        .isPresent());
    }

    private static URI url(String text) {
        try {
            URI uri = URI.create(GateVariables.inUrl(text));
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no URL: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("'" + text + "' is no URL; write e.g. https://web.example.com/healthz");
    }

    private static String port(String text) {
        boolean number = text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
        if (!number && !text.matches("(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?")) {
            throw new IllegalArgumentException("'" + text + "' is neither a port's number nor its name");
        }
        return text;
    }

    private static String oneOf(String text, List<String> values) {
        if (!values.contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is none of " + String.join(", ", values));
        }
        return text;
    }

    @Override
    public String kind() {
        return KIND.word();
    }

    @Override
    public Duration defaultTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean asksOutside(Settings settings) {
        return url.isPresent();
    }

    @Override
    public void requireVariables(Map<String, String> known) {
        resolved(known);
    }

    /** With variables as they are typed. */
    private Optional<String> typedUrl() {
        return url.map(URI::toString).map(GateVariables::ofUrl);
    }

    /**
     * The same with the variables' values.
     *
     * @throws IllegalArgumentException that names a variable which is not set
     */
    HttpGate in(Map<String, String> environment) {
        return new HttpGate(
                options.named(name()),
                typedUrl().map(text -> complete(GateVariables.resolved(text, "the URL", environment))),
                through,
                GateVariables.resolved(path, "the path", environment),
                port,
                scheme,
                method,
                status,
                body,
                bodyMatches,
                headers.stream().map(header -> resolved(header, environment)).toList(),
                follow);
    }

    /**
     * The same with the variables' values.
     *
     * @throws OpsException of kind USAGE that names a variable which is not set
     */
    HttpGate resolved(Map<String, String> known) {
        try {
            return in(known);
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static HttpHeader resolved(HttpHeader header, Map<String, String> environment) {
        return new HttpHeader(
                header.name(), GateVariables.resolved(header.value(), "the header " + header.name(), environment));
    }

    /** A failure must not show what stands in it now. */
    private static URI complete(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the URL with the values of its variables is none");
        }
    }

    @Override
    public String title() {
        return GateTitles.of(kind(), typedUrl().orElse(path));
    }

    @Override
    public String toString() {
        GateText text = options.on(kind())
                .with("url", typedUrl())
                .unless(Through.PODS, "to", through)
                .with("port", port)
                .unless("http", "scheme", scheme)
                .unless("GET", "method", method)
                .unless(StatusCodes.OK, "status", status)
                .with("body", body)
                .with("body-matches", bodyMatches)
                .unless(false, "redirects", follow ? "follow" : false);
        headers.forEach(header -> text.add("header", header.toString()));
        return text.argument(path).toString();
    }
}
