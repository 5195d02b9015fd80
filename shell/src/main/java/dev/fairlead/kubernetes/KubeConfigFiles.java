package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.EncodedText;
import dev.fairlead.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kubeconfig as kubectl reads it: the files of {@code $KUBECONFIG}, else {@code ~/.kube/config}; of several files
 * the first that names a thing wins, and relative paths start from the file that holds them.
 */
final class KubeConfigFiles {
    private static final List<String> PATHS =
            List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

    private static final List<String> LOGINS = List.of("token", "password", "client-key-data");

    private static final List<String> LISTS = List.of("clusters", "contexts", "users");

    private final List<Path> files;
    private final Optional<String> explicit;
    private final Set<String> exposed = new LinkedHashSet<>();

    KubeConfigFiles(Settings settings, Optional<String> explicit) {
        this.explicit = explicit;
        String named = explicit.orElse(settings.variable("KUBECONFIG", ""));
        this.files = named.isEmpty()
                ? List.of(settings.home().resolve(".kube/config"))
                : Arrays.stream(named.split(File.pathSeparator))
                        .filter(part -> !part.isBlank())
                        .map(settings::path)
                        .toList();
    }

    List<Path> files() {
        return files;
    }

    /** The files merged, with the keys of a kubeconfig; no contexts where there is no file. */
    ObjectNode merged() {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.put("apiVersion", "v1").put("kind", "Config").put("current-context", "");
        for (String list : LISTS) {
            merged.putArray(list);
        }
        for (Path file : files) {
            if (Files.exists(file)) {
                JsonNode config = read(file);
                exposed(file, config).ifPresent(exposed::add);
                merge(merged, config);
            } else if (explicit.isPresent()) {
                throw new OpsException(FailureKind.NOT_FOUND, "no kubeconfig at " + file)
                        .hint("fairlead --kubeconfig FILE");
            }
        }
        return merged;
    }

    /** What is to be said of the files that were merged, in helm's words: others can read the logins in them. */
    Set<String> exposed() {
        return exposed;
    }

    private static Optional<String> exposed(Path file, JsonNode config) {
        boolean logins = false;
        for (JsonNode named : config.path("users")) {
            logins |= LOGINS.stream().anyMatch(named.path("user")::has);
        }
        try {
            Set<PosixFilePermission> permissions = logins ? Files.getPosixFilePermissions(file) : Set.of();
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of(exposed("world", file))
                    : permissions.contains(PosixFilePermission.GROUP_READ)
                            ? Optional.of(exposed("group", file))
                            : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String exposed(String whom, Path file) {
        return "Kubernetes configuration file is " + whom + "-readable. This is insecure. Location: " + file;
    }

    /** The file whose current context counts; the first that exists where none has one. */
    Path currentContextFile() {
        return files.stream()
                .filter(Files::exists)
                .filter(file -> !read(file).path("current-context").asText("").isBlank())
                .findFirst()
                .or(() -> files.stream().filter(Files::exists).findFirst())
                .orElse(files.get(0));
    }

    /** The file whose definition of a context counts. */
    Optional<Path> contextFile(String context) {
        return files.stream()
                .filter(Files::exists)
                .filter(file -> named(read(file).path("contexts"), context).isPresent())
                .findFirst();
    }

    /** The entry of that name in a list of a kubeconfig. */
    static Optional<JsonNode> named(JsonNode list, String name) {
        for (JsonNode item : list) {
            if (item.path("name").asText().equals(name)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static JsonNode read(Path file) {
        try {
            List<YamlDocument> documents = YamlReader.documents(EncodedText.read(file));
            if (documents.isEmpty()) {
                return JsonNodeFactory.instance.objectNode();
            }
            JsonNode config = documents.get(0).value();
            if (!config.isObject()) {
                throw invalid(file, "no mapping");
            }
            if (!List.of("", "Config").contains(config.path("kind").asText(""))) {
                throw invalid(file, "it is a " + config.path("kind").asText() + ", not a Config");
            }
            for (String list : LISTS) {
                requireNames(file, list, config.path(list));
            }
            Path directory = file.toAbsolutePath().normalize().resolveSibling("");
            config.path("clusters").forEach(named -> absolutePaths(named.path("cluster"), directory));
            config.path("users").forEach(named -> absolutePaths(named.path("user"), directory));
            return config;
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.DENIED, "cannot read the kubeconfig " + file + ": " + SystemFailures.why(e), e);
        } catch (YamlSyntaxException e) {
            throw new OpsException(
                            FailureKind.INVALID,
                            "the kubeconfig is not valid: " + file + ":" + e.line() + ":" + e.column() + ": "
                                    + e.problem(),
                            e)
                    .hint("fairlead --kubeconfig FILE cluster contexts");
        }
    }

    /** In one file a name stands once; which of two was meant nobody knows. */
    private static void requireNames(Path file, String list, JsonNode items) {
        if (!items.isMissingNode() && !items.isNull() && !items.isArray()) {
            throw invalid(file, list + " is no list");
        }
        Set<String> names = new HashSet<>();
        for (JsonNode item : items) {
            if (!names.add(item.path("name").asText())) {
                throw invalid(
                        file,
                        "two " + list + " are called \"" + item.path("name").asText() + "\"");
            }
        }
    }

    private static OpsException invalid(Path file, String why) {
        return new OpsException(FailureKind.INVALID, "the kubeconfig " + file + " is not valid: " + why);
    }

    private static void merge(ObjectNode into, JsonNode from) {
        if (into.path("current-context").asText().isBlank()) {
            into.put("current-context", from.path("current-context").asText(""));
        }
        for (String list : LISTS) {
            ArrayNode known = (ArrayNode) into.path(list);
            for (JsonNode item : from.path(list)) {
                if (named(known, item.path("name").asText()).isEmpty()) {
                    known.add(item);
                }
            }
        }
    }

    private static void absolutePaths(JsonNode holder, Path directory) {
        for (String key : PATHS) {
            String path = holder.path(key).asText("");
            if (holder.path(key).isTextual() && !path.isBlank()) {
                ((ObjectNode) holder)
                        .put(key, directory.resolve(path).normalize().toString());
            }
        }
        JsonNode exec = holder.path("exec");
        String command = exec.path("command").asText("");
        if (command.contains("/")) {
            ((ObjectNode) exec)
                    .put("command", directory.resolve(command).normalize().toString());
        }
    }
}
