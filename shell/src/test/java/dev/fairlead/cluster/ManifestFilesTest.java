package dev.fairlead.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestFilesTest {
    private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";

    @TempDir
    private Path directory;

    @Test
    void documentsListsAnchorsAndMergeKeysBecomeSingleObjects() {
        String text = "# first\n---\n" + String.format(MAP, "a") + "---\n---\napiVersion: v1\nkind: List\nitems:\n"
                + "- &b {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n"
                + "- <<: *b\n  metadata: {name: c}\n";
        List<Manifest> manifests = all(text);
        assertEquals(
                List.of("a m.yaml:3 (document 1)", "b m.yaml:11 (document 2)", "c m.yaml:12 (document 2)"),
                manifests.stream().map(m -> m.name() + " " + m.place()).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: A\\nmetadata: {name: a} | m.yaml:1 (document 1): apiVersion is missing",
                "apiVersion: v1\\nmetadata: {name: a} | m.yaml:1 (document 1): kind is missing",
                "apiVersion: v1\\nkind: A | m.yaml:1 (document 1): metadata.name is missing",
                "just text | m.yaml:1 (document 1): an object is a mapping with apiVersion, kind and metadata, not string",
                "a: 1\\na: 2 | m.yaml:2:1: this is not YAML: found duplicate key a",
                "kind: A\\napiVersion: v1\\nmetadata: {name: 5} | m.yaml:3 (document 1): metadata.name: expected a string, got the number 5; write \"5\"",
                "kind: A\\napiVersion: v1\\nmetadata: {name: .} | m.yaml:3 (document 1): invalid metadata.name '.': it may not be '.'",
                "kind: A\\napiVersion: v1\\nmetadata: {name: /} | m.yaml:3 (document 1): invalid metadata.name '/': it may not contain '/'",
                "kind: A\\napiVersion: v1\\nmetadata: {name: a, namespace: ..} | m.yaml:3 (document 1): invalid metadata.namespace '..': it may not be '..'",
                "kind: A\\napiVersion: v1\\nmetadata: {name: a, annotations: {on: yes}} | m.yaml:3 (document 1): metadata.annotations.true: expected a string, got the boolean true; write \"true\"",
                "kind: Secret\\napiVersion: v1\\nmetadata: {name: a}\\ndata: {p: plain!} | m.yaml:4 (document 1): data.p is not base64; plain text goes into stringData",
                "kind: Secret\\napiVersion: v1\\nmetadata: {name: a}\\ntype: kubernetes.io/tls\\ndata: {tls.crt: eA==} | m.yaml:5 (document 1): data.tls.crt holds no certificate in PEM",
                "kind: Secret\\napiVersion: v1\\nmetadata: {name: a}\\ntype: kubernetes.io/tls\\nstringData: {tls.crt: '', tls.key: x} | m.yaml:5 (document 1): stringData.tls.key holds no private key in PEM",
                "kind: Kustomization\\napiVersion: kustomize.config.k8s.io/v1beta1\\nresources: [a.yaml] | m.yaml:1 (document 1): this is a kustomization, which kustomize makes manifests of",
                "kind: A\\nmetadata:\\n  name: {{ .Release.Name }} | m.yaml:3:10: this is a template of a chart, which helm makes a manifest of",
                "a: [1, 2 | m.yaml:1:9: this is not YAML: expected ',' or ']', but got <stream end>",
                "a: b: c | m.yaml:1:5: this is not YAML: mapping values are not allowed here",
            })
    void aBrokenManifestIsNamedByFileLineAndDocument(String text, String message) {
        OpsException failure = assertThrows(OpsException.class, () -> one(text.replace("\\n", "\n")));
        assertEquals(FailureKind.INVALID, failure.kind());
        assertEquals(message, failure.message());
    }

    @Test
    void aDirectoryIsReadInOrderOfNamesAndItsSubdirectoriesOnlyWhenAsked() throws IOException {
        Files.createDirectories(directory.resolve("m/sub"));
        Files.writeString(directory.resolve("m/b.yml"), String.format(MAP, "b"));
        Files.writeString(directory.resolve("m/a.yaml"), String.format(MAP, "a"));
        Files.writeString(directory.resolve("m/readme.md"), "no manifest");
        Files.writeString(
                directory.resolve("m/sub/c.json"),
                "{\n\t\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"c\"}}");
        assertEquals(List.of("a", "b"), names(List.of("m"), false));
        assertEquals(List.of("a", "b", "c"), names(List.of("m"), true));
        assertEquals(List.of("in", "b"), names(List.of("-", "m/b.yml"), false));
        OpsException missing = assertThrows(OpsException.class, () -> names(List.of("x.yaml"), false));
        assertEquals(FailureKind.NOT_FOUND, missing.kind());
    }

    private List<String> names(List<String> sources, boolean recursive) {
        byte[] input = String.format(MAP, "in").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new ManifestFiles(directory::resolve, () -> new ByteArrayInputStream(input))
                .read(sources, recursive).stream().map(Manifest::name).toList();
    }

    @Test
    void everyBrokenManifestIsTold() {
        String good = String.format(MAP, "a");
        String text = good + "---\nkind: A\n---\n" + good + "---\napiVersion: v1\n";
        OpsException failure = assertThrows(OpsException.class, () -> all(text));
        assertEquals(FailureKind.INVALID, failure.kind());
        assertEquals(
                List.of("m.yaml:5 (document 2): apiVersion is missing", "m.yaml:11 (document 4): kind is missing"),
                failure.details());
    }

    @Test
    void itemsOfAListOfOneKindNeedNotSayTheirs() {
        List<Manifest> items = all("{\"apiVersion\": \"v1\", \"kind\": \"ConfigMapList\","
                + " \"items\": [{\"metadata\": {\"name\": \"a\"}}]}");
        assertEquals(
                "v1 ConfigMap a",
                items.get(0).apiVersion() + " " + items.get(0).kind() + " "
                        + items.get(0).name());
    }

    private static List<Manifest> all(String text) {
        RefusedManifests refused = new RefusedManifests();
        List<Manifest> manifests = ManifestFiles.parse("m.yaml", text, refused);
        refused.check();
        return manifests;
    }

    private static Manifest one(String text) {
        return all(text).get(0);
    }
}
