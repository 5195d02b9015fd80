package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.Shell.Ran;
import dev.fairlead.command.CommandModel;
import dev.fairlead.command.Invocation;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.sandbox.ImageFacts;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No name that a line may hold reaches another object than the one of that name. The lines are made of the commands'
 * own description, so that a new command is among them; each has one hostile word, and the sandbox has victims.
 */
final class HostileNamesTest {
    private static final List<String> GRAVE =
            List.of("", ".", "..", "/", "../secrets/keep2", "keep1#x", "keep2?x=y", "%2e%2e", "a b", "a|b", "${X}");

    private static final List<String> MORE = List.of(
            "../",
            "../../namespaces/default",
            "keep1/../keep2",
            "keep1/status",
            "?labelSelector=",
            "%2e%2e%2fsecrets%2fkeep2",
            "a%2fb",
            "keep%31",
            "keep1%00",
            "keep1;x",
            "keep1\\",
            "keep1 ",
            " keep1",
            "keep1\n",
            "keep1\u0000",
            "a:b",
            "é");

    private static final String[] PARTS = {
        "..", ".", "/", "%2e", "%2F", "%", "keep1", "keep2", "#", "?", "&", "=", " ", "|", "${X}", "\\", ";", ":",
        "secrets", "\t"
    };
    private static final String USUAL = "{manifest of a victim}";
    private static final String NAMED = "{manifest of that name}";
    private static final String PLACED = "{manifest of that namespace}";
    private static final long SEED = 20260712;

    private static final String VICTIMS = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: %1$s}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: %1$s}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: %1$s}, spec: {ports: [{port: 80}]}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec:
              replicas: 0
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec: {containers: [{name: app, image: "team/hello:v1"}]}
            ---
            """;

    private static final Map<String, String> KINDS =
            Map.of("configmaps", "v1", "secrets", "v1", "services", "v1", "namespaces", "v1", "deployments", "apps/v1");

    @TempDir
    private Path home;

    private Shell shell;
    private Path manifest;

    @BeforeEach
    void makeVictims() throws IOException {
        shell = Shell.sandbox(home, reference -> Optional.of(new ImageFacts("sha256:" + "0".repeat(64), List.of(80))));
        manifest = home.resolve("m.yaml");
        Files.writeString(manifest, VICTIMS.formatted("keep1") + VICTIMS.formatted("keep2"));
        Ran made = shell.run(List.of("cluster", "apply", "-f", manifest.toString()));
        assertEquals(0, made.exitCode(), made.err());
        assertEquals(0, shell.run("rollout status deployment/keep1").exitCode());
        assertEquals(0, shell.run("rollout status deployment/keep2").exitCode());
    }

    @AfterEach
    void leave() {
        shell.close();
    }

    @Test
    void noWordOfALineReachesAnotherObject() {
        Map<String, String> before = objects();
        Random random = new Random(SEED);
        for (Map.Entry<String, List<List<String>>> verb : patterns().entrySet()) {
            for (List<String> pattern : verb.getValue()) {
                names(random).forEach(name -> endsInWords(filled(pattern, name)));
            }
            Map<String, String> after = objects();
            before.forEach((object, version) ->
                    assertEquals(version, after.get(object), () -> verb.getKey() + " reached " + object));
        }
        assertEquals(0, shell.run("cluster delete configmap keep1 -n default").exitCode());
        assertNotEquals(before, objects(), "the victims are not looked at");
    }

    /** Where a name is not encoded, a request fails before it is sent, or asks for a path that is none. */
    private void endsInWords(List<String> words) {
        String said = shell.run(words).err();
        for (String wrong :
                new String[] {"itself failed", "\tat ", "Illegal character", "no such path", "does not stay"}) {
            assertFalse(said.contains(wrong), () -> words + ": " + said);
        }
    }

    /** A script has the client library itself, which puts names into its paths as they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../secrets/keep2",
                "../../../namespaces/default",
                "keep1#x",
                "keep2?x=y",
                "%2e%2e",
                "keep1/x/y"
            })
    void theClientOfAScriptReachesNoOtherObjectEither(String name) {
        Map<String, String> before = objects();
        KubernetesClient client = shell.wiring().cluster().client();
        OpsException refused = assertThrows(
                OpsException.class, () -> client.configMaps().withName(name).delete());
        assertTrue(refused.message().contains("would reach another object"), refused.message());
        assertThrows(
                OpsException.class, () -> client.configMaps().inNamespace(name).list());
        assertEquals(before, objects());
        assertEquals(1, client.configMaps().withName("keep1").delete().size());
    }

    /** The kinds of lines, with a hole for the name. What scripts do is a line or a test of its own. */
    private Map<String, List<List<String>>> patterns() {
        Map<String, List<List<String>>> patterns = new LinkedHashMap<>();
        for (CommandModel group : shell.wiring().commands().model().subcommands()) {
            for (CommandModel command : group.subcommands()) {
                if (!group.name().equals("script") && has(command, "--namespace")) {
                    List<List<String>> parsed = patterns(List.of(group.name(), command.name()), command).stream()
                            .filter(this::isUnderstood)
                            .toList();
                    assertFalse(parsed.isEmpty(), () -> "no line of " + command.name() + " is understood");
                    patterns.put(group.name() + " " + command.name(), parsed);
                }
            }
        }
        return patterns;
    }

    private boolean isUnderstood(List<String> pattern) {
        try {
            return shell.wiring().commands().parse(filled(pattern, "absent")) instanceof Invocation.Run;
        } catch (OpsException e) {
            return false;
        }
    }

    private static List<List<String>> patterns(List<String> command, CommandModel model) {
        List<String> more = new ArrayList<>(has(model, "--timeout") ? List.of("--timeout", "1s") : List.of());
        more.addAll(has(model, "--yes") ? List.of("--yes") : List.of());
        more.addAll(has(model, "--image") ? List.of("--image", "team/hello:v2") : List.of());
        List<CommandModel.Positional> places = model.positionals();
        List<List<String>> patterns = new ArrayList<>();
        for (int hole = 0; hole < places.size(); hole++) {
            for (String word : words(places.get(hole).label())) {
                List<String> before = usual(places.subList(0, hole), "configmap");
                patterns.add(joined(command, before, List.of(word), more, List.of("-n", "default")));
            }
        }
        List<String> victim = usual(places, "deployment");
        List<String> set =
                usual(places.stream().filter(CommandModel.Positional::required).toList(), "");
        patterns.add(joined(command, victim, more, List.of("-n", "{}")));
        patterns.add(joined(command, set, more, List.of("-f", USUAL, "-n", "{}")));
        patterns.add(joined(command, set, more, List.of("-f", NAMED, "-n", "default")));
        patterns.add(joined(command, set, more, List.of("-f", PLACED)));
        return patterns;
    }

    /** What a place of that label may hold, with a hole for the name. */
    private static List<String> words(String label) {
        return switch (label) {
            case "KIND" -> List.of("{}", "configmap/{}", "deployment/{}", "namespace/{}");
            case "KIND/NAME", "POD|KIND/NAME" -> List.of("{}", "configmap/{}", "deployment/{}");
            case "NAME", "CONTEXT" -> List.of("{}");
            default -> List.of();
        };
    }

    /** Words that are in order. */
    private static List<String> usual(List<CommandModel.Positional> positionals, String kind) {
        return positionals.stream()
                .map(p -> switch (p.label()) {
                    case "KIND" -> kind;
                    case "KIND/NAME", "POD|KIND/NAME" -> "deployment/keep1";
                    case "NAME" -> "keep1";
                    case "CONTEXT" -> "sandbox";
                    default -> p.values().isEmpty() ? "x" : p.values().get(0);
                })
                .toList();
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static boolean has(CommandModel command, String option) {
        return command.options().stream().anyMatch(o -> o.names().contains(option));
    }

    /** The grave ones, some of the others, and some that nobody thought of. */
    private static List<String> names(Random random) {
        List<String> names = new ArrayList<>(GRAVE);
        names.add(MORE.get(random.nextInt(MORE.size())));
        names.add(random.ints(2 + random.nextInt(4), 0, PARTS.length)
                .mapToObj(part -> PARTS[part])
                .collect(Collectors.joining()));
        names.removeIf(name -> name.matches("secrets/keep[12]"));
        return names;
    }

    private List<String> filled(List<String> pattern, String name) {
        List<String> words = new ArrayList<>();
        for (String word : pattern) {
            if (word.equals(USUAL)) {
                words.add(written("name: keep1"));
            } else if (word.equals(NAMED)) {
                words.add(written("name: " + quoted(name)));
            } else if (word.equals(PLACED)) {
                words.add(written("name: keep1, namespace: " + quoted(name)));
            } else {
                words.add(word.replace("{}", name));
            }
        }
        return words;
    }

    private String written(String metadata) {
        try {
            return Files.writeString(
                            manifest, "{apiVersion: v1, kind: ConfigMap, data: {a: b}, metadata: {" + metadata + "}}")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String name) {
        return JsonNodeFactory.instance.textNode(name).toString();
    }

    private Map<String, String> objects() {
        Map<String, String> objects = new TreeMap<>();
        KINDS.forEach((kind, version) -> {
            for (JsonNode object :
                    shell.wiring().cluster().get(ApiPath.of(version, "", kind)).path("items")) {
                JsonNode metadata = object.path("metadata");
                objects.put(
                        kind + " " + metadata.path("namespace").asText() + "/"
                                + metadata.path("name").asText(),
                        metadata.path("uid").asText() + " "
                                + metadata.path("resourceVersion").asText());
            }
        });
        return objects;
    }
}
