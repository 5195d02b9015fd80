package dev.fairlead.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image by the grammar of the Distribution project's reference package. {@code busybox} is {@code
 * docker.io/library/busybox}; {@link #toString()} gives the short form back, as a user types it.
 *
 * @param registry host with port, {@code docker.io} where none was typed
 * @param repository e.g. {@code library/busybox}
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<String> digest) {
    private static final String DOCKER_HUB = "docker.io";
    private static final String OFFICIAL = "library/";
    private static final int LONGEST_NAME = 255;

    /** More than name, tag and digest may have. */
    private static final int LONGEST = 1_000;

    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+");
    private static final Pattern HOST = Pattern.compile(
            "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
                    + "|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
    private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

    /** @throws IllegalArgumentException when the text is no reference; the message says which part and why */
    public static ImageReference parse(String text) {
        if (text.isBlank()) {
            throw bad(text, "it is empty");
        }
        if (text.length() > LONGEST) {
            throw bad(text.substring(0, 40) + "…", "it is longer than " + LONGEST + " characters");
        }
        if (ID.matcher(text).matches()) {
            throw bad(text, "it is an image ID, not a name");
        }
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at + 1);
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean tagged = colon > rest.lastIndexOf('/');
        String tag = tagged ? rest.substring(colon + 1) : "";
        String name = tagged ? rest.substring(0, colon) : rest;
        if (at >= 0) {
            checkDigest(text, digest);
        }
        if (tagged && !TAG.matcher(tag).matches()) {
            throw bad(text, badTag(tag));
        }
        String registry = registry(name);
        String path = registry.isEmpty() ? name : name.substring(registry.length() + 1);
        checkName(text, registry, path);
        boolean hub = registry.isEmpty() || registry.equals(DOCKER_HUB) || registry.equals("index." + DOCKER_HUB);
        return new ImageReference(
                hub ? DOCKER_HUB : registry,
                hub && !path.contains("/") ? OFFICIAL + path : path,
                tagged ? Optional.of(tag) : Optional.empty(),
                at >= 0 ? Optional.of(digest) : Optional.empty());
    }

    /** The name without tag and digest, as a user types it. */
    public String name() {
        if (!registry.equals(DOCKER_HUB)) {
            return registry + "/" + repository;
        }
        boolean shortens = repository.startsWith(OFFICIAL) && repository.indexOf('/', OFFICIAL.length()) < 0;
        return shortens ? repository.substring(OFFICIAL.length()) : repository;
    }

    /** Registry and repository in full, never shortened. */
    public String fullName() {
        return registry + "/" + repository;
    }

    /** Itself, with tag {@code latest} where it has neither tag nor digest. */
    public ImageReference orLatest() {
        return tag.isPresent() || digest.isPresent() ? this : withTag("latest");
    }

    public ImageReference withTag(String newTag) {
        if (!TAG.matcher(newTag).matches()) {
            throw bad(name() + ":" + newTag, badTag(newTag));
        }
        return new ImageReference(registry, repository, Optional.of(newTag), Optional.empty());
    }

    public ImageReference withDigest(String newDigest) {
        return new ImageReference(registry, repository, tag, Optional.of(newDigest));
    }

    /** The registry that was typed in the place of a repository, {@code host:port}: no image is called so. */
    Optional<String> registryAlone() {
        String host = name();
        boolean isHost = host.equals("localhost") || host.contains(".") && !host.contains("/");
        return tag.filter(text -> isHost && text.matches("\\d{1,5}")).map(port -> host + ":" + port);
    }

    /** Whether it names Docker Hub, which is what a name without a registry means. */
    @JsonIgnore
    public boolean isOnDockerHub() {
        return registry.equals(DOCKER_HUB);
    }

    @Override
    public String toString() {
        return name()
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    /** The first part, where it can only be a host: it has a dot, a port or an upper-case letter, or is localhost. */
    private static String registry(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return "";
        }
        String first = name.substring(0, slash);
        boolean host = first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
        return host ? first : "";
    }

    private static void checkName(String text, String registry, String path) {
        if (!registry.isEmpty() && !HOST.matcher(registry).matches()) {
            throw bad(text, "\"" + registry + "\" is no registry host");
        }
        if (registry.length() + path.length() + 1 > LONGEST_NAME) {
            throw bad(text, "the name is longer than " + LONGEST_NAME + " characters");
        }
        for (String component : path.split("/", -1)) {
            Matcher matcher = COMPONENT.matcher(component);
            if (!matcher.matches()) {
                throw bad(text, badComponent(component));
            }
        }
    }

    private static String badComponent(String component) {
        if (component.isEmpty()) {
            return "a part of the name is empty";
        }
        String lower = component.toLowerCase(Locale.ROOT);
        if (!lower.equals(component) && COMPONENT.matcher(lower).matches()) {
            return "repository names are lower case; try \"" + lower + "\"";
        }
        return "\"" + component + "\" may hold only a-z and 0-9, joined by single . or _, by __, or by -";
    }

    private static String badTag(String tag) {
        if (tag.isEmpty()) {
            return "the tag after \":\" is empty";
        }
        return tag.length() > 128
                ? "the tag is longer than 128 characters"
                : "tag \"" + tag + "\" may hold only letters, digits, _ . and -, and begins with none of . and -";
    }

    /** Whether a text has the form of a digest, of whatever algorithm. */
    static boolean isDigest(String text) {
        boolean sha256 = !text.startsWith("sha256:") || text.length() == "sha256:".length() + 64;
        return DIGEST.matcher(text).matches() && sha256;
    }

    private static void checkDigest(String text, String digest) {
        if (!isDigest(digest)) {
            throw bad(text, "\"" + digest + "\" is no digest (sha256: and 64 hexadecimal digits)");
        }
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is no image reference: " + why);
    }
}
