package dev.fairlead.rollout.diagnosis;

import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.diagnosis.PullSecretClues.Tried;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.TemplateFields;
import dev.fairlead.rollout.judge.Verdict;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the registry and the cluster about an image that a node cannot pull. */
final class ImageCheck {
    private static final String ANOTHER_MACHINE = "another architecture";
    private static final Set<String> NOBODY_KNOWS_MORE = Set.of("slow pull", "signature not valid");

    private final DiagnosisContext surroundings;
    private final RegistryAsk registry;
    private final ClusterClient cluster;
    private final Verdict verdict;
    private final BlamedChange blamed;
    private final FindingLines lines;
    private @Nullable ImageAnswer answer;

    ImageCheck(ClusterClient cluster, RegistryClient registries, Snapshot snapshot, Verdict verdict) {
        this.cluster = cluster;
        this.surroundings = new DiagnosisContext(cluster);
        this.registry = new RegistryAsk(registries);
        this.verdict = verdict;
        this.blamed = new BlamedChange(snapshot, verdict);
        this.lines = new FindingLines(snapshot.workload());
    }

    /** Some runtimes refuse such a program; with others it starts, says so itself and ends. */
    static boolean isForAnotherMachine(Verdict verdict) {
        return verdict.reason().contains(ANOTHER_MACHINE)
                || verdict.log().stream().anyMatch(line -> line.contains("exec format error"));
    }

    List<Clue> registry() {
        Optional<String> image = image();
        if (image.isEmpty() || NOBODY_KNOWS_MORE.contains(verdict.reason())) {
            return List.of();
        }
        ImageReference reference;
        try {
            reference = ImageReference.parse(image.get());
        } catch (IllegalArgumentException e) {
            return List.of(Clue.of(ClusterLayer.REGISTRY, String.valueOf(e.getMessage())));
        }
        ImageAnswer said = registry.about(reference);
        answer = said;
        return List.of(new ImageClues(lines).of(said, reason(), platforms()));
    }

    List<Clue> pullSecrets() {
        Optional<String> image = image();
        if (image.isEmpty() || !isDenied()) {
            return List.of();
        }
        String host = ImageReference.parse(image.get()).registry();
        PodSpec spec = blamed.spec();
        String account = Optional.ofNullable(spec.getServiceAccountName())
                .filter(a -> !a.isEmpty())
                .orElse("default");
        List<PullSecret> secrets = secrets(spec, account);
        Map<String, Tried> tried = new HashMap<>();
        for (PullSecret secret : secrets) {
            RegistryLogin login = secret.logins().get(host);
            if (login != null && secret.isForPulls() && !login.user().isEmpty()) {
                tried.put(secret.name(), registry.tried(host, login));
            }
        }
        return new PullSecretClues(lines, host, verdict.container(), image.get()).of(secrets, account, tried);
    }

    /** The node's own words come a moment after its "Back-off"; until then the registry's answer to us must do. */
    private boolean isDenied() {
        return verdict.reason().equals("access denied")
                || verdict.reason().equals("the pull fails")
                        && answer != null
                        && answer.kind() == ImageAnswer.Kind.DENIED;
    }

    private String reason() {
        return isForAnotherMachine(verdict) ? ANOTHER_MACHINE : verdict.reason();
    }

    private Optional<String> image() {
        return blamed.container().map(container -> String.valueOf(container.getImage()));
    }

    /** A pod that names no secret gets those of its service account when it is made. */
    private List<PullSecret> secrets(PodSpec spec, String account) {
        Set<String> ofTemplate = TemplateFields.of(blamed.snapshot().workload()).stream()
                .flatMap(template -> template.getImagePullSecrets().stream())
                .map(LocalObjectReference::getName)
                .collect(Collectors.toSet());
        List<String> names = new ArrayList<>();
        spec.getImagePullSecrets().forEach(secret -> names.add(String.valueOf(secret.getName())));
        if (names.isEmpty()) {
            names.addAll(surroundings.pullSecrets(account));
        }
        return names.stream()
                .map(name ->
                        secret(name, ofTemplate.contains(name) ? "the pod template" : "service account " + account))
                .toList();
    }

    private PullSecret secret(String name, String of) {
        return surroundings
                .secret(name)
                .map(secret -> PullSecret.read(secret, of, cluster.mapper()))
                .orElseGet(() -> PullSecret.missing(name, of));
    }

    /** Of the node that the pod is on; nodes need not be readable. */
    private Set<String> platforms() {
        boolean asked = verdict.reason().contains("platform") || isForAnotherMachine(verdict);
        Optional<String> node = blamed.pod().map(pod -> pod.getSpec().getNodeName());
        return asked
                ? surroundings.nodes(false).stream()
                        .filter(offer -> node.isEmpty() || offer.name().equals(node.get()))
                        .map(NodeOffer::platform)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
