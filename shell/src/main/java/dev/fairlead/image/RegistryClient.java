package dev.fairlead.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.json.JsonTree;
import dev.fairlead.oci.BlobStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks registries by the OCI Distribution specification, without the engine. Over HTTPS; over plain HTTP only on this
 * machine and where the engine lists the registry as insecure. Safe for several threads.
 */
public final class RegistryClient {
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";
    private static final String JSON = "application/json";
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*rel=\"?next\"?");
    private static final int MOST_PAGES = 1000;
    private static final String DIGEST = "Docker-Content-Digest";

    private final Function<String, Optional<RegistryLogin>> logins;
    private final Function<String, String> servers;
    private final RegistryHttp http;

    /**
     * @param logins the login for a registry's host
     * @param insecure whether a registry that is not on this machine may be asked over plain HTTP
     * @param rules what connections to a host go by
     */
    public RegistryClient(
            Function<String, Optional<RegistryLogin>> logins,
            Predicate<String> insecure,
            Function<String, ConnectionRules> rules) {
        this(registry -> server(registry, insecure), logins, rules);
    }

    private RegistryClient(
            Function<String, String> servers,
            Function<String, Optional<RegistryLogin>> logins,
            Function<String, ConnectionRules> rules) {
        this.servers = servers;
        this.logins = logins;
        this.http = new RegistryHttp(rules);
    }

    /**
     * A client that finds registries in its own way.
     *
     * @param servers the scheme, host and port of a registry, e.g. {@code http://127.0.0.1:5000}; throws an OpsException
     *     where it may not be asked
     */
    public static RegistryClient at(
            Function<String, Optional<RegistryLogin>> logins,
            Function<String, String> servers,
            Function<String, ConnectionRules> rules) {
        return new RegistryClient(servers, logins, rules);
    }

    /** As {@link #tags(ImageReference, Consumer)}, without warnings. */
    public List<String> tags(ImageReference image) {
        return tags(image, warning -> {});
    }

    /**
     * All tags of the reference's repository, in the registry's order.
     *
     * @param warnings hear of a login that cannot be used
     * @throws OpsException of kind NOT_FOUND, DENIED or UNREACHABLE
     */
    public List<String> tags(ImageReference image, Consumer<String> warnings) {
        String path = "/v2/" + image.repository() + "/tags/list?n=1000";
        return pages(image, session(image, warnings), path, "tags");
    }

    /**
     * The repositories that a registry lists.
     *
     * @param registry a host with its port
     * @param warnings hear of a login that cannot be used
     * @throws OpsException of kind NOT_FOUND, DENIED or UNREACHABLE; not every registry has such a list
     */
    public List<String> repositories(String registry, Consumer<String> warnings) {
        RegistrySession session =
                new RegistrySession(registry, "registry:catalog:*", () -> logins.apply(registry), http, warnings);
        ImageReference all = new ImageReference(registry, "_catalog", Optional.empty(), Optional.empty());
        return pages(all, session, "/v2/_catalog?n=1000", "repositories");
    }

    /** All items of a list, page after page; a page that leads back to one before ends it. */
    private List<String> pages(ImageReference asked, RegistrySession session, String path, String field) {
        Set<URI> seen = new HashSet<>();
        List<String> items = new ArrayList<>();
        URI uri = uri(asked.registry(), path);
        while (seen.add(uri) && seen.size() <= MOST_PAGES) {
            RegistryAnswer answer = ok(asked, session.get(uri, JSON));
            JsonNode page = json(asked, answer);
            require(
                    asked,
                    answer,
                    page.path(field).isArray() || page.path(field).isNull(),
                    "an object without " + field);
            page.path(field).forEach(item -> items.add(item.asText()));
            Matcher next = NEXT.matcher(String.join(", ", answer.headers().allValues("Link")));
            if (next.find()) {
                uri = answer.uri().resolve(next.group(1));
            }
        }
        return items;
    }

    /**
     * What the registry serves for a tag ({@code latest} where there is none) or a digest.
     *
     * @throws OpsException of kind NOT_FOUND, DENIED or UNREACHABLE
     */
    public ImageManifest manifest(ImageReference image) {
        ImageReference exact = image.orLatest();
        RegistrySession session = session(exact);
        RegistryAnswer answer = ok(exact, session.get(manifestUri(exact), MANIFESTS));
        JsonNode body = manifest(exact, answer);
        String type = body.path("mediaType").asText(answer.header("Content-Type"));
        String digest = proven(exact, answer);
        List<String> platforms = body.has("manifests")
                ? listed(body.path("manifests"))
                : configured(exact, session, body.path("config").path("digest").asText(""));
        return new ImageManifest(image.toString(), digest, type, platforms);
    }

    /**
     * How an image's layers were made, the lowest first, as its build wrote it down; of a list, those of its first image.
     *
     * @return empty where the image does not say
     * @throws OpsException of kind NOT_FOUND, DENIED or UNREACHABLE
     */
    public List<String> layersMadeBy(ImageReference image) {
        ImageReference exact = image.orLatest();
        RegistrySession session = session(exact);
        JsonNode body = manifest(exact, ok(exact, session.get(manifestUri(exact), MANIFESTS)));
        String listed = body.at("/manifests/0/digest").asText();
        if (!listed.isEmpty()) {
            URI uri = uri(exact.registry(), "/v2/" + exact.repository() + "/manifests/" + listed);
            body = manifest(exact, ok(exact, session.get(uri, MANIFESTS)));
        }
        String config = body.at("/config/digest").asText();
        if (config.isEmpty()) {
            return List.of();
        }
        URI uri = uri(exact.registry(), "/v2/" + exact.repository() + "/blobs/" + config);
        List<String> made = new ArrayList<>();
        for (JsonNode step : json(exact, ok(exact, session.get(uri, "*/*"))).path("history")) {
            if (!step.path("empty_layer").asBoolean()) {
                made.add(step.path("created_by").asText());
            }
        }
        return made;
    }

    /**
     * The digest of a tag, without fetching the manifest.
     *
     * @return empty when there is no such tag or repository
     */
    public Optional<String> digest(ImageReference image) {
        ImageReference exact = image.orLatest();
        RegistryAnswer answer = session(exact).head(manifestUri(exact), MANIFESTS);
        if (answer.code() == 404) {
            return Optional.empty();
        }
        String digest = ok(exact, answer).header(DIGEST);
        require(exact, answer, ImageReference.isDigest(digest), "no digest");
        return Optional.of(digest);
    }

    /**
     * Tries a login.
     *
     * @throws OpsException of kind DENIED when the registry refuses it
     */
    public void check(String registry, RegistryLogin login) {
        URI uri = uri(registry, "/v2/");
        RegistrySession session = RegistrySession.trying(registry, login, http);
        int code;
        try {
            code = session.get(uri, JSON).code();
        } catch (OpsException e) {
            code = e.kind() == FailureKind.DENIED && e.getCause() == null ? 401 : 0;
            if (code == 0) {
                throw e;
            }
        }
        if (code == 401 || code == 403) {
            throw new OpsException(
                            FailureKind.DENIED,
                            "registry " + registry + " refuses the login of " + login.user()
                                    + ": wrong user or password; nothing was stored")
                    .hint("image login " + registry + " -u " + login.user());
        }
        if (code != 200) {
            throw new OpsException(
                    FailureKind.FAILED,
                    registry + " is no registry: " + uri + " answered " + code + "; nothing was stored");
        }
    }

    private List<String> listed(JsonNode manifests) {
        List<String> platforms = new ArrayList<>();
        for (JsonNode manifest : manifests) {
            String platform = platform(manifest.path("platform"));
            if (!platform.startsWith("unknown/") && !platforms.contains(platform)) {
                platforms.add(platform);
            }
        }
        return platforms;
    }

    /** A single image says its platform in its configuration only. */
    private List<String> configured(ImageReference image, RegistrySession session, String digest) {
        if (digest.isEmpty()) {
            return List.of();
        }
        URI uri = uri(image.registry(), "/v2/" + image.repository() + "/blobs/" + digest);
        return List.of(platform(json(image, ok(image, session.get(uri, "*/*")))));
    }

    private static String platform(JsonNode node) {
        String variant = node.path("variant").asText("");
        return node.path("os").asText("unknown") + "/"
                + node.path("architecture").asText("unknown") + (variant.isEmpty() ? "" : "/" + variant);
    }

    private RegistrySession session(ImageReference image) {
        return session(image, warning -> {});
    }

    private RegistrySession session(ImageReference image, Consumer<String> warnings) {
        String scope = "repository:" + image.repository() + ":pull";
        return new RegistrySession(image.registry(), scope, () -> logins.apply(image.registry()), http, warnings);
    }

    private URI manifestUri(ImageReference image) {
        String what = image.digest().or(image::tag).orElse("latest");
        return uri(image.registry(), "/v2/" + image.repository() + "/manifests/" + what);
    }

    private URI uri(String registry, String path) {
        String server = servers.apply(registry);
        try {
            return URI.create(server + path);
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, "'" + registry + "' is no registry host", e);
        }
    }

    private static String server(String registry, Predicate<String> insecure) {
        String host = registry.equals(DOCKER_HUB) ? DOCKER_HUB_SERVER : registry;
        boolean plain = isThisMachine(host) || insecure.test(registry);
        return (plain ? "http://" : "https://") + host;
    }

    private static boolean isThisMachine(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static RegistryAnswer ok(ImageReference image, RegistryAnswer answer) {
        if (answer.code() != 200) {
            throw RegistryFailures.answered(image, answer);
        }
        return answer;
    }

    private static JsonNode manifest(ImageReference image, RegistryAnswer answer) {
        JsonNode body = json(image, answer);
        boolean isManifest = body.path("manifests").isArray()
                || !body.path("config").path("digest").asText("").isEmpty();
        require(image, answer, isManifest, "an object that is no manifest");
        return body;
    }

    /** The digest of the manifest that came; what the registry says of it, and what was asked for, must agree with it. */
    private static String proven(ImageReference image, RegistryAnswer answer) {
        String digest = BlobStore.digestOf(answer.body().getBytes(StandardCharsets.UTF_8));
        String said = answer.header(DIGEST);
        boolean agrees = !said.startsWith("sha256:") || said.equals(digest);
        boolean wanted = image.digest()
                .filter(d -> d.startsWith("sha256:") && !d.equals(digest))
                .isEmpty();
        require(image, answer, agrees && wanted, "a manifest of another digest");
        return said.isEmpty() ? digest : said;
    }

    private static JsonNode json(ImageReference image, RegistryAnswer answer) {
        try {
            return JsonTree.read(answer.body());
        } catch (IOException e) {
            throw RegistryFailures.unexpected(image.registry(), answer.uri(), "something that is not valid JSON");
        }
    }

    private static void require(ImageReference image, RegistryAnswer answer, boolean fits, String otherwise) {
        if (!fits) {
            throw RegistryFailures.unexpected(image.registry(), answer.uri(), otherwise);
        }
    }
}
