package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.rollout.judge.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A workload that fails, read from a file under {@code broken}: what is to be said of it, and what makes it.
 *
 * @param name the file's, and the Deployment's where it is one
 * @param about what is wrong, in words
 * @param workload as a user types it
 * @param reason a piece of the verdict's
 * @param says a piece of the sentence
 * @param event a piece of the cluster's words; empty where the sentence has them
 * @param log a piece of the last lines; empty where there are none
 * @param finding a piece of what another layer says; empty where none is asked
 * @param next the line to type next, with {@code *} for what the cluster makes up
 * @param pasted the exit code of that line
 * @param options of the line that follows it
 * @param followed the exit code of that line; the family's where the file does not say
 * @param diagnosed the exit code of the line that diagnoses it; the family's where the file does not say
 * @param around what is made before the workload
 * @param changed a patch that makes it fail; missing where it fails by itself
 */
record BrokenWorkload(
        String name,
        String about,
        String workload,
        Family family,
        String reason,
        String says,
        String event,
        String log,
        String finding,
        String next,
        int pasted,
        String options,
        int followed,
        int diagnosed,
        List<JsonNode> around,
        JsonNode object,
        JsonNode changed) {
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final Path FILES = Path.of("src/test/resources/broken");

    /** Every file, with the names in {@code ${…}} put in. */
    static List<BrokenWorkload> all(Map<String, String> names) {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().map(file -> read(file, names)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a line is the one to type next; the place of the line that failed may be added to it. */
    boolean isNext(String line) {
        return line.matches(Pattern.quote(next).replace("*", "\\E\\S+\\Q") + "(?: -n \\S+)?");
    }

    private static BrokenWorkload read(Path file, Map<String, String> names) {
        try {
            String text = Files.readString(file);
            for (Map.Entry<String, String> name : names.entrySet()) {
                text = text.replace("${" + name.getKey() + "}", name.getValue());
            }
            return of(file.getFileName().toString().replace(".yaml", ""), YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static BrokenWorkload of(String name, JsonNode file) throws IOException {
        List<JsonNode> around = new ArrayList<>();
        Family family = Family.valueOf(file.path("family").asText().toUpperCase(Locale.ROOT));
        file.path("around").forEach(around::add);
        return new BrokenWorkload(
                name,
                file.path("about").asText(),
                file.path("workload").asText("deployment/" + name),
                family,
                file.path("reason").asText(),
                file.path("says").asText(),
                file.path("event").asText(),
                file.path("log").asText(),
                file.path("finding").asText(),
                file.path("next").asText(),
                file.path("pasted").asInt(),
                file.path("options").asText(),
                file.path("followed").asInt(family.kind().exitCode()),
                file.path("diagnosed").asInt(family.kind().exitCode()),
                around,
                file.has("object") ? file.get("object") : deployment(name, (ObjectNode) file.get("pod")),
                YAML.readTree(file.path("changed").asText()));
    }

    /** Where a cluster has no name service the kubelet complains of it so often that it drops the events that matter. */
    private static JsonNode deployment(String name, ObjectNode pod) throws IOException {
        pod.put("dnsPolicy", "Default");
        return YAML.readTree("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s}, spec: {
                  selector: {matchLabels: {app: %1$s}},
                  template: {metadata: {labels: {app: %1$s}}, spec: %2$s}}}
                """.formatted(name, pod));
    }
}
