package dev.fairlead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where transcripts are made: what is run and how its names are read. */
final class TranscriptPlace {
    private static final int LOOKS = 10;
    /** Lines that change nothing. */
    private static final Pattern LOOKING = Pattern.compile("cluster get |rollout (?:status|history) ");

    private static final Pattern BEGUN = Pattern.compile("(?m)^( *begun +).*");
    private static final List<Mask> MASKS = List.of(
            // Pods that are not ready yet are so in one of several ways, by chance.
            new Mask("(?m)^  \\S+ +newest +\\S+ +no .*\n", ""),
            new Mask("restarted (?:once|twice|\\d+ times)", "restarted <times>"),
            // A release ends with what its controllers have seen by then.
            new Mask("(shop(?:-green)? in \\S+: )in progress", "$1current"),
            new Mask("(?m)^ +event: Readiness probe failed: .*\n", ""),
            // Registries are asked from this machine, which the sandbox leaves as it is.
            new Mask("(?m)^ *registry:? .*\n", ""),
            new Mask("(?m)^ *(hint: )? +image tags .*\n", ""),
            // What engines and programs say in their own words.
            new Mask("(?m)^( *event:? +)(?:manifest for|failed to pull and unpack) .*", "$1<the engine's words>"),
            new Mask("(?m)^ *(?:last lines of main in|the sandbox runs no|ends with exit code) .*\n", ""),
            new Mask("(answered \\d+): .*", "$1: <answer>"),
            // Other nodes come and go on a shared cluster.
            new Mask(", \\d node\\(s\\) had taint \\{[^}]*\\}, that the pod didn't tolerate", ""),
            new Mask("(?m)^.*\\btoleration for it\n", ""),
            new Mask("fits on none of \\d+ nodes", "does not fit on the only node"),
            new Mask("\\b0/\\d+ nodes", "0/1 nodes"),
            // A name is padded to its column, whichever it is.
            new Mask("(?m)^default +", "default  "),
            // What is generated.
            new Mask("default-token-[0-9a-z]{5}", "default-token-<id>"),
            new Mask("\\b([a-z]+(?:-[a-z]+)?)-[0-9a-z]{8,10}-[0-9a-z]{5}\\b", "$1-<pod>"),
            new Mask("\\b(hello|shop|db|agent)-[bcdf-hj-np-tv-z2-9]{6,10}\\b", "$1-<hash>"),
            new Mask("(migrate(?:-badly)?|agent)-[bcdf-hj-np-tv-z2-9]{5}\\b", "$1-<pod>"),
            new Mask("\\brelease [0-9a-z]{6} to", "release <id> to"),
            new Mask("by tester@\\S+", "by tester@<host>"),
            new Mask("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uid>"),
            new Mask("\"?resourceVersion\"?: \"?\\d+\"?", "resourceVersion: <version>"),
            new Mask("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z", "<when>"),
            new Mask("\\b10\\.\\d+\\.\\d+\\.\\d+\\b|\\b172\\.\\d+\\.\\d+\\.\\d+\\b", "<ip>"));

    /** A table of pods that is empty after all that. */
    private static final Mask NO_PODS = new Mask("(?m)^  POD  REVISION  PHASE .*\n(?!  \\S+  (?:newest|old))", "");

    private final Shell shell;
    private final String namespace;
    private final String context;
    private final String registry;
    private final ClusterClient client;
    private final boolean sandbox;

    TranscriptPlace(Shell shell, String namespace, ClusterClient client, String registry, boolean sandbox) {
        this.shell = shell;
        this.namespace = namespace;
        this.context = client.context();
        this.registry = registry;
        this.client = client;
        this.sandbox = sandbox;
    }

    /** Puts the manifests and scripts of the transcripts into a directory. */
    static void furnish(Path directory, String registry) {
        Path manifests = Transcript.directory().resolve("manifests");
        try (Stream<Path> files = Files.walk(manifests);
                Stream<Path> scripts = Files.list(Documentation.project().resolve("scripts"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = directory.resolve(manifests.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, images(Files.readString(file), registry));
            }
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Files.copy(script, directory.resolve(script.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code V1} and {@code V2} are there, {@code NONE} is not. */
    static String images(String text, String registry) {
        String repository = registry + "/fairlead-it/rollout:";
        return text.replaceAll("\\bV([12])\\b", repository + "web-v$1").replaceAll("\\bNONE\\b", repository + "none");
    }

    Transcript run(Transcript transcript) {
        List<Transcript.Step> steps = new ArrayList<>();
        for (Transcript.Step step : transcript.steps()) {
            if (sandbox) {
                step.said("@sandbox ").forEach(shell::run);
            }
            step.said("@other ").forEach(this::other);
            String printed = printed(step);
            // Controllers are a moment behind what was changed, on a busy cluster a long one.
            for (int i = 0; i < LOOKS && !sandbox && isBehind(step, printed); i++) {
                Pause.of(Duration.ofSeconds(1), "the test");
                printed = printed(step);
            }
            steps.add(new Transcript.Step(step.head(), step.line(), printed));
        }
        return new Transcript(transcript.name(), steps);
    }

    private static boolean isBehind(Transcript.Step step, String printed) {
        return LOOKING.matcher(step.line()).lookingAt()
                && !step.printed().strip().equals(printed.strip());
    }

    private String printed(Transcript.Step step) {
        Shell.Ran ran = shell.run(images(step.line(), registry));
        boolean fields = step.line().matches(".* -o (?:json|yaml)") && ran.exitCode() == 0;
        return fields ? sorted(ran) : printed(ran);
    }

    private void other(String name) {
        String path = "/api/v1/namespaces/" + namespace + "/configmaps/" + name + "?fieldManager=somebody";
        JsonNode theirs = ScratchNamespace.read(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {mode: theirs}}");
        client.send("PATCH", WrittenPath.of(path), ClusterClient.JSON, theirs, ClusterClient.APPLY);
    }

    /** Servers give fields in an order of their own, which means nothing. */
    private String sorted(Shell.Ran ran) {
        JsonNode object = ScratchNamespace.read(ran.out());
        String text = new JsonMapper().convertValue(object, Object.class) instanceof Map<?, ?> fields
                ? yaml(fields)
                : ran.out();
        return printed(new Shell.Ran(ran.exitCode(), text, ran.err(), ran.outcome()));
    }

    private static String yaml(Map<?, ?> fields) {
        try {
            return YAMLMapper.builder()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build()
                    .writeValueAsString(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String printed(Shell.Ran ran) {
        int error = ran.err().indexOf("error: ");
        String all = ran.out() + (error < 0 ? "" : ran.err().substring(error)) + "exit code " + ran.exitCode() + "\n";
        String text = BEGUN.matcher(all)
                .replaceAll("$1<when>")
                .replace(namespace, "default")
                .replace("context " + context, "context sandbox")
                .replace(registry + "/", "<registry>/");
        for (Mask mask : MASKS) {
            text = mask.pattern().matcher(text).replaceAll(mask.shown());
        }
        String masked = Masks.masked(text);
        return NO_PODS.pattern().matcher(masked).replaceAll("");
    }

    static Map<String, String> calm() {
        return Map.of("FAIRLEAD_ROLLOUT_STABLE", "1s");
    }

    private record Mask(Pattern pattern, String shown) {
        Mask(String regex, String shown) {
            this(Pattern.compile(regex), shown);
        }
    }
}
