package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.EncodedText;
import dev.fairlead.files.UserFile;
import dev.fairlead.kubernetes.FieldLines;
import dev.fairlead.kubernetes.YamlDocument;
import dev.fairlead.kubernetes.YamlReader;
import dev.fairlead.kubernetes.YamlSyntaxException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads manifests: YAML and JSON files, directories of them in the order of their names, URLs and standard input. Several
 * documents and Lists become single objects; each must say its apiVersion, kind and name.
 */
public final class ManifestFiles {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final Function<String, Path> paths;
    private final Supplier<InputStream> standardInput;
    private final ManifestUrl urls;

    /** One that fetches URLs without the user's proxies and certificates. */
    public ManifestFiles(Function<String, Path> paths, Supplier<InputStream> standardInput) {
        this(paths, standardInput, new ManifestUrl(Settings.of(Map.of(), Path.of("/"), Path.of("/"))));
    }

    /**
     * @param paths how a path is understood that was typed
     * @param standardInput what the source {@code -} reads
     * @param urls reads sources that are URLs
     */
    public ManifestFiles(Function<String, Path> paths, Supplier<InputStream> standardInput, ManifestUrl urls) {
        this.paths = paths;
        this.standardInput = standardInput;
        this.urls = urls;
    }

    /**
     * The objects of all sources, in order.
     *
     * @throws OpsException of kind NOT_FOUND or INVALID; the message names file, line and document
     */
    public List<Manifest> read(List<String> sources, boolean recursive) {
        List<Manifest> manifests = new ArrayList<>();
        RefusedManifests refused = new RefusedManifests();
        for (String source : sources) {
            if (source.equals("-")) {
                manifests.addAll(parse("-", standardInput(), refused));
            } else if (ManifestUrl.isOne(source)) {
                manifests.addAll(parse(source, urls.text(source), refused));
            } else {
                for (Path file : files(source, recursive)) {
                    manifests.addAll(parse(shown(source, file), text(file), refused));
                }
            }
        }
        refused.check();
        if (manifests.isEmpty()) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "no objects in " + String.join(", ", sources).replaceFirst("^-$", "standard input"));
        }
        return manifests;
    }

    /**
     * The complete objects of one text.
     *
     * @param refused takes the others
     */
    static List<Manifest> parse(String source, String text, RefusedManifests refused) {
        List<Manifest> manifests = new ArrayList<>();
        try {
            List<Manifest> found = new ArrayList<>();
            List<YamlDocument> documents = YamlReader.documents(text);
            for (int i = 0; i < documents.size(); i++) {
                YamlDocument document = documents.get(i);
                int number = i + 1;
                refused.collect(() -> add(source, number, document.line(), document.value(), document.lines(), found));
            }
            for (Manifest manifest : found) {
                refused.collect(() -> {
                    ManifestCheck.complete(manifest);
                    manifests.add(manifest);
                });
            }
        } catch (YamlSyntaxException e) {
            refused.collect(() -> {
                throw ManifestCheck.unreadable(source, text, e);
            });
        }
        return manifests;
    }

    private static void add(
            String source, int number, int line, JsonNode value, FieldLines lines, List<Manifest> into) {
        if (!(value instanceof ObjectNode object)) {
            throw new OpsException(
                    FailureKind.INVALID,
                    source + ":" + line + " (document " + number + "): an object is a mapping with apiVersion, kind"
                            + " and metadata, not " + value.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        if (value.path("kind").asText().endsWith("List") && value.path("items").isArray()) {
            for (int i = 0; i < value.path("items").size(); i++) {
                String prefix = ".items[" + i + "]";
                int at = lines.at(prefix).orElse(line);
                JsonNode item = value.path("items").path(i);
                add(source, number, at, named(item, value), lines.below(prefix), into);
            }
            return;
        }
        into.add(new Manifest(source, number, line, object, lines));
    }

    /** The items of a list of one kind, as {@code ConfigMapList}, need not say what they are. */
    private static JsonNode named(JsonNode item, JsonNode list) {
        String kind = list.path("kind").asText();
        String single = kind.substring(0, kind.length() - "List".length());
        if (single.isEmpty() || !(item instanceof ObjectNode object) || object.has("kind")) {
            return item;
        }
        ObjectNode named = object.deepCopy().put("kind", single);
        return named.has("apiVersion") ? named : named.set("apiVersion", list.path("apiVersion"));
    }

    private List<Path> files(String source, boolean recursive) {
        Path path = paths.apply(source);
        if (!Files.exists(path)) {
            throw new OpsException(FailureKind.NOT_FOUND, "no manifest at " + source + ": no such file or directory");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> found = Files.walk(path, recursive ? Integer.MAX_VALUE : 1)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new OpsException(
                        FailureKind.NOT_FOUND,
                        "no manifest in the directory " + source + ": no .yaml, .yml or .json file"
                                + (recursive ? "" : "; subdirectories are read with -R"));
            }
            return files;
        } catch (IOException e) {
            throw new OpsException(FailureKind.DENIED, "cannot read " + source + ": " + e.getMessage(), e);
        }
    }

    private String shown(String source, Path file) {
        Path top = paths.apply(source);
        return top.equals(file)
                ? source
                : Path.of(source).resolve(top.relativize(file)).toString();
    }

    private static String text(Path file) {
        try {
            return EncodedText.read(file);
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.DENIED, "cannot read the manifest " + file + ": " + SystemFailures.why(e), e);
        }
    }

    private String standardInput() {
        try {
            return EncodedText.of(UserFile.limited(standardInput.get()));
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot read standard input: " + SystemFailures.why(e), e);
        }
    }
}
