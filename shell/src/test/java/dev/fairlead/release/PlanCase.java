package dev.fairlead.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.release.plan.ColourPairs;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Planner;
import dev.fairlead.release.plan.ReleaseObservation;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.plan.Strategy;
import dev.fairlead.rollout.deploy.CheckedWrite;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.traffic.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of objects as a cluster holds them, headed by the plans that are to be made of them. */
public record PlanCase(Header header, List<JsonNode> objects) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String NAME = "web";

    public record Header(String about, List<Expected> expect) {}

    /**
     * @param name of the workload; {@code web} where it is null
     * @param steps of a canary
     * @param plan its lines; null where it is refused
     */
    public record Expected(
            String about,
            String strategy,
            @Nullable String name,
            @Nullable List<String> steps,
            @Nullable String pause,
            @Nullable List<String> gates,
            @Nullable Integer replicas,
            @Nullable String plan,
            @Nullable String refusal) {
        String workload() {
            return name == null ? NAME : name;
        }
    }

    public static PlanCase read(Path file) {
        try {
            List<String> documents = Arrays.stream(Files.readString(file).split("(?m)^---\\s*$"))
                    .filter(text -> !text.isBlank())
                    .toList();
            List<JsonNode> objects = new ArrayList<>();
            for (String document : documents.subList(1, documents.size())) {
                objects.add(YAML.readTree(document));
            }
            return new PlanCase(YAML.readValue(documents.get(0), Header.class), objects);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    public Plan plan(Expected expected) {
        ReleaseRequest.Builder request = ReleaseRequest.of(
                        DeployRequest.named(expected.workload()).image("team/web:v2"))
                .strategy(strategy(expected));
        if (expected.gates() != null) {
            expected.gates().forEach(request::gate);
        }
        return Planner.plan(request.build(), observed(expected));
    }

    private static Strategy strategy(Expected expected) {
        Duration pause = expected.pause() == null ? Duration.ofMinutes(2) : Duration.parse(expected.pause());
        return switch (expected.strategy()) {
            case "rolling" -> new Strategy.Rolling();
            case "recreate" -> new Strategy.Recreate();
            case "bluegreen" -> new Strategy.BlueGreen(Duration.ofMinutes(10));
            default ->
                Strategy.Canary.of(expected.steps() == null ? List.of("5%", "20%", "50%") : expected.steps(), pause);
        };
    }

    private ReleaseObservation observed(Expected expected) {
        List<JsonNode> services = all("Service");
        boolean bluegreen = expected.strategy().equals("bluegreen");
        String workload = expected.workload();
        String stable = bluegreen ? ColourPairs.serving(workload, services, green(workload)) : workload;
        Map<ObjectName, JsonNode> others = new HashMap<>();
        for (JsonNode object : objects) {
            ObjectName named = new ObjectName(object.path("kind").asText().toLowerCase(), name(object));
            if (!named.equals(ObjectName.deployment(stable)) && !named.equals(ObjectName.service(workload))) {
                others.put(named, object);
            }
        }
        return new ReleaseObservation(
                "r1",
                "default",
                stable,
                List.of(draft(stable, expected)),
                services,
                all("HorizontalPodAutoscaler").stream().findFirst(),
                others,
                "5d4f8",
                routes(expected));
    }

    private Optional<JsonNode> green(String workload) {
        return all("Deployment").stream()
                .filter(object -> name(object).equals(workload + ColourPairs.SUFFIX))
                .findFirst();
    }

    /** As they were found by whoever reads the cluster. */
    private Optional<Routes> routes(Expected expected) {
        return all("Routes").stream()
                .filter(found -> expected.strategy().equals("canary"))
                .findFirst()
                .map(found -> YAML.convertValue(found.path("found"), Routes.class));
    }

    private CheckedWrite draft(String stable, Expected expected) {
        Optional<JsonNode> before = all("Deployment").stream()
                .filter(d -> name(d).equals(stable))
                .findFirst()
                .map(JsonNode::deepCopy);
        ObjectNode patch = YAML.createObjectNode();
        patch.putObject("spec").put("image", "team/web:v2");
        if (before.isEmpty()) {
            ObjectNode made = YAML.createObjectNode();
            made.withObject("/spec").put("replicas", 1);
            made.withObject("/spec/template/spec")
                    .putArray("containers")
                    .addObject()
                    .put("image", "team/web:v2");
            return new CheckedWrite("deployment/" + stable, ApiPath.of("v1"), "", made, before, made);
        }
        if (expected.replicas() != null) {
            ((ObjectNode) before.get().path("spec")).put("replicas", expected.replicas());
        }
        JsonNode after = before.get().deepCopy();
        ((ObjectNode) after.at("/spec/template/spec/containers/0")).put("image", "team/web:v2");
        return new CheckedWrite(
                "deployment/" + stable, ApiPath.of("v1"), ClusterClient.STRATEGIC_PATCH, patch, before, after);
    }

    private List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(o -> o.path("kind").asText().equals(kind))
                .toList();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
