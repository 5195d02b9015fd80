package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.Pem;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.YamlSyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a manifest before any server is asked. Every failure is of kind INVALID and names the place. */
final class ManifestCheck {
    private static final String TEMPLATE = "{{";
    private static final Set<String> KUSTOMIZATIONS =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private ManifestCheck() {}

    /** @throws OpsException when the object does not say what it is, or not in a form that a server can read */
    static void complete(Manifest manifest) {
        refuseKustomization(manifest);
        JsonNode object = manifest.object();
        text(manifest, ".apiVersion", object.path("apiVersion"));
        text(manifest, ".kind", object.path("kind"));
        JsonNode metadata = object.path("metadata");
        String generated = metadata.has("generateName")
                ? "; metadata.generateName does not do, as apply must know which object is meant"
                : "";
        if (metadata.path("name").isMissingNode() || metadata.path("name").isNull()) {
            throw invalid(manifest, ".metadata", "metadata.name is missing" + generated);
        }
        text(manifest, ".metadata.name", metadata.path("name"));
        name(manifest, ".metadata.name", manifest.name());
        if (!manifest.namespace().isEmpty()) {
            text(manifest, ".metadata.namespace", metadata.path("namespace"));
            name(manifest, ".metadata.namespace", manifest.namespace());
        }
        for (String map : List.of("labels", "annotations")) {
            for (Map.Entry<String, JsonNode> entry : metadata.path(map).properties()) {
                String at = ".metadata." + map + "." + entry.getKey();
                if (!entry.getValue().isNull()) {
                    wantsText(manifest, at, entry.getValue());
                }
            }
        }
        secret(manifest);
    }

    /** What it means that a text is neither YAML nor JSON. */
    static OpsException unreadable(String source, String text, YamlSyntaxException e) {
        String at = source + ":" + e.line() + ":" + e.column() + ": ";
        return text.contains(TEMPLATE)
                ? template(at, e)
                : new OpsException(FailureKind.INVALID, at + "this is not YAML: " + e.problem(), e);
    }

    private static OpsException template(String at, Exception cause) {
        return new OpsException(
                        FailureKind.INVALID,
                        at + "this is a template of a chart, which helm makes a manifest of",
                        cause)
                .hint("!helm template CHART | fairlead cluster apply -f -");
    }

    private static void refuseKustomization(Manifest manifest) {
        Path file = Path.of(manifest.source());
        boolean named = file.getFileName() != null
                && KUSTOMIZATIONS.contains(file.getFileName().toString())
                && !manifest.object().has("kind");
        if (named || manifest.apiVersion().startsWith("kustomize.config.k8s.io/")) {
            String directory = file.getParent() == null ? "." : file.getParent().toString();
            throw new OpsException(
                            FailureKind.INVALID,
                            manifest.place() + ": this is a kustomization, which kustomize makes manifests of")
                    .hint("!kubectl kustomize " + directory + " | fairlead cluster apply -f -");
        }
    }

    private static void text(Manifest manifest, String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.asText("x").isBlank()) {
            throw invalid(manifest, field, field.substring(1) + " is missing");
        }
        wantsText(manifest, field, value);
    }

    private static void wantsText(Manifest manifest, String field, JsonNode value) {
        if (!value.isTextual()) {
            throw invalid(manifest, field, field.substring(1) + ": " + ExpectedString.of(value));
        }
    }

    /** The value is not shown. */
    private static void secretText(Manifest manifest, String field, JsonNode value) {
        if (!value.isTextual()) {
            throw invalid(manifest, field, field.substring(1) + ": " + ExpectedString.ofSecret(value));
        }
    }

    private static void name(Manifest manifest, String field, String name) {
        if (name.contains(TEMPLATE)) {
            throw template(manifest.place(field) + ": ", new IllegalArgumentException(name));
        }
        Optional<String> problem = ApiPath.problem(name);
        if (problem.isPresent()) {
            throw invalid(manifest, field, "invalid " + field.substring(1) + " '" + name + "': " + problem.get());
        }
    }

    private static void secret(Manifest manifest) {
        if (!manifest.kind().equals("Secret") || !manifest.apiVersion().equals("v1")) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : manifest.object().path("data").properties()) {
            String field = ".data." + entry.getKey();
            if (entry.getValue().isNull()) {
                continue;
            }
            secretText(manifest, field, entry.getValue());
            try {
                byte[] value =
                        Base64.getDecoder().decode(entry.getValue().asText().replaceAll("[\\r\\n]", ""));
                certificate(manifest, field, entry.getKey(), value);
            } catch (IllegalArgumentException e) {
                throw invalid(manifest, field, field.substring(1) + " is not base64; plain text goes into stringData");
            }
        }
        for (Map.Entry<String, JsonNode> entry :
                manifest.object().path("stringData").properties()) {
            if (!entry.getValue().isNull()) {
                secretText(manifest, ".stringData." + entry.getKey(), entry.getValue());
            }
            byte[] value = entry.getValue().asText().getBytes(StandardCharsets.UTF_8);
            certificate(manifest, ".stringData." + entry.getKey(), entry.getKey(), value);
        }
    }

    /** The server takes anything; what serves by it would fail later. An empty one is filled in by somebody else. */
    private static void certificate(Manifest manifest, String field, String key, byte[] value) {
        if (value.length == 0 || !manifest.object().path("type").asText().equals("kubernetes.io/tls")) {
            return;
        }
        if (key.equals("tls.crt") && Pem.certificates(value).isEmpty()) {
            throw invalid(manifest, field, field.substring(1) + " holds no certificate in PEM");
        }
        if (key.equals("tls.key") && !new String(value, StandardCharsets.UTF_8).contains("PRIVATE KEY-----")) {
            throw invalid(manifest, field, field.substring(1) + " holds no private key in PEM");
        }
    }

    private static OpsException invalid(Manifest manifest, String field, String what) {
        return new OpsException(FailureKind.INVALID, manifest.place(field) + ": " + what);
    }
}
