package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request to an API server is for: a collection, an object or a part of one, and the parameters of the request.
 * The only place that builds such paths. A name stays one segment of the path: a name that kubectl refuses there is
 * refused, and everything else that is not plain is percent-encoded. Which names a kind allows is the server's to say.
 */
public final class ApiPath {
    /** Which version the server has. */
    public static final ApiPath VERSION = new ApiPath("/version", "");

    /** The groups that the server serves, without the core group. */
    public static final ApiPath GROUPS = new ApiPath("/apis", "");

    /** RFC 3986, section 3.3: what a segment holds unencoded beside letters and digits. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    /** What leads up or nowhere, however it is written. */
    private static final Pattern DOTS = Pattern.compile("(?:\\.|%2[eE]){1,2}");

    private final String path;
    private final String query;

    private ApiPath(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /** A group of kinds, without its versions. */
    public static ApiPath group(String name) {
        return new ApiPath("/apis/" + segment(name, "API group", FailureKind.INVALID), "");
    }

    /** What the sandbox answers about itself. */
    public static ApiPath sandbox(String what) {
        return new ApiPath("/sandbox/" + segment(what, "question", FailureKind.USAGE), "");
    }

    /** What a version of a group serves. */
    public static ApiPath of(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String base = slash < 0 ? "/api" : group(apiVersion.substring(0, slash)).path;
        String version = segment(apiVersion.substring(slash + 1), "API version", FailureKind.INVALID);
        return new ApiPath(base + "/" + version, "");
    }

    /**
     * The collection of a kind.
     *
     * @param namespace empty for all namespaces, and for a kind that has none
     * @param plural the kind's name in paths, e.g. {@code deployments}
     * @throws OpsException of kind USAGE when the namespace cannot be one
     */
    public static ApiPath of(String apiVersion, String namespace, String plural) {
        ApiPath base = of(apiVersion);
        String in = namespace.isEmpty() ? "" : "/namespaces/" + segment(namespace, "namespace", FailureKind.USAGE);
        return new ApiPath(base.path + in + "/" + segment(plural, "kind", FailureKind.USAGE), "");
    }

    /** The collection of a kind that the client has a class for; of all namespaces where the namespace is empty. */
    public static ApiPath of(Class<? extends HasMetadata> type, String namespace) {
        return of(HasMetadata.getApiVersion(type), namespace, HasMetadata.getPlural(type));
    }

    /** A namespace itself. */
    public static ApiPath namespace(String name) {
        return of("v1", "", "namespaces").object(name);
    }

    /**
     * An object of this collection.
     *
     * @throws OpsException of kind USAGE when the name cannot be one
     */
    public ApiPath object(String name) {
        String kind = path.substring(path.lastIndexOf('/') + 1);
        return new ApiPath(path + "/" + segment(name, "name of " + kind, FailureKind.USAGE), "");
    }

    /** A part of this object, e.g. {@code log} or {@code scale}. */
    public ApiPath part(String subresource) {
        return new ApiPath(path + "/" + segment(subresource, "part", FailureKind.USAGE), "");
    }

    /**
     * What a Service or pod answers through the API server's proxy.
     *
     * @param of as the proxy names it: {@code [https:]NAME:PORT}
     * @param asked path and query behind the proxy, which are the Service's or pod's own; begins with a slash or is empty
     * @throws OpsException of kind USAGE when the name cannot be one, or the path would lead out of the proxy
     */
    public static ApiPath proxied(String namespace, String plural, String of, String asked) {
        int end = asked.indexOf('?');
        String behind = end < 0 ? asked : asked.substring(0, end);
        for (String step : behind.split("/")) {
            if (DOTS.matcher(step).matches()) {
                throw new OpsException(
                        FailureKind.USAGE, "invalid path '" + asked + "': it may not contain '" + step + "'");
            }
        }
        ApiPath proxy = of("v1", namespace, plural).object(of).part("proxy");
        return new ApiPath(
                proxy.path + encoded(behind, PLAIN + "/%"),
                end < 0 ? "" : "?" + encoded(asked.substring(end + 1), PLAIN + "/?%"));
    }

    /** The same with a parameter; as it is where the value is empty. */
    public ApiPath with(String name, String value) {
        String pair = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return value.isEmpty() ? this : new ApiPath(path, query + (query.isEmpty() ? "?" : "&") + pair);
    }

    /** The same for a write whose fields are that manager's. */
    public ApiPath by(FieldManager manager) {
        return with("fieldManager", manager.toString());
    }

    public ApiPath with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** The same with {@code true} where the flag is set. */
    public ApiPath with(String name, boolean flag) {
        return with(name, flag ? "true" : "");
    }

    /** Only the object of that name in this collection. */
    public ApiPath named(String name) {
        return with("fieldSelector", field("metadata.name", name));
    }

    /** A field selector for one value, whatever characters that holds. */
    public static String field(String field, String value) {
        return field + "=" + value.replaceAll("[\\\\,=]", "\\\\$0");
    }

    /** The same without parameters. */
    public ApiPath bare() {
        return query.isEmpty() ? this : new ApiPath(path, "");
    }

    /** Whether it leads to a part of an object, such as its scale. */
    boolean isPart() {
        List<String> segments = List.of(path.split("/"));
        int kind = segments.size() > 1 && segments.get(1).equals("api") ? 3 : 4;
        boolean namespaced = segments.size() > kind + 2 && segments.get(kind).equals("namespaces");
        return segments.size() - (namespaced ? 2 : 0) > kind + 2;
    }

    /** Why a name or namespace cannot be a segment of a path, in kubectl's terms; empty where it can. */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("it may not be '" + name + "'");
        }
        return name.chars()
                .filter(c -> c == '/' || c == '%')
                .mapToObj(c -> "it may not contain '" + (char) c + "'")
                .findFirst();
    }

    /** @throws OpsException of kind USAGE when the name cannot be one */
    public static void checkName(String kind, String name) {
        segment(name, "name of " + kind, FailureKind.USAGE);
    }

    /** @throws OpsException of kind USAGE when the namespace cannot be one */
    static void checkNamespace(String namespace) {
        segment(namespace, "namespace", FailureKind.USAGE);
    }

    /**
     * A namespace as it stands in a path.
     *
     * @throws OpsException of kind USAGE when the namespace cannot be one
     */
    static String namespaceSegment(String namespace) {
        return segment(namespace, "namespace", FailureKind.USAGE);
    }

    private static String segment(String text, String what, FailureKind kind) {
        problem(text).ifPresent(why -> {
            throw new OpsException(kind, "invalid " + what + " '" + text + "': " + why);
        });
        return encoded(text, PLAIN);
    }

    private static String encoded(String text, String plain) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0);
            encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiPath that && path.equals(that.path) && query.equals(that.query);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** As it stands in the request. */
    @Override
    public String toString() {
        return path + query;
    }
}
