package dev.fairlead.rights;

import dev.fairlead.rights.Rbac.Subject;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a verb declares by {@link Rbac}. */
public final class DeclaredRights {
    private static final String DEPLOYMENTS = "deployments.apps";
    private static final Set<Subject> WORKLOAD = Set.of(Subject.WORKLOAD, Subject.WORKLOAD_OR_POD);
    private static final List<String> WORKLOADS =
            List.of(DEPLOYMENTS, "statefulsets.apps", "daemonsets.apps", "replicasets.apps", "jobs.batch");

    private final List<Rbac> rules;

    private DeclaredRights(List<Rbac> rules) {
        this.rules = rules;
    }

    /**
     * The rules of a command or method and of the annotations that it bears.
     *
     * @return empty where it declares nothing, not even that it needs nothing
     */
    public static Optional<DeclaredRights> of(AnnotatedElement verb) {
        List<Rbac> rules = Stream.concat(
                        Stream.of(verb), Stream.of(verb.getAnnotations()).map(Annotation::annotationType))
                .flatMap(element -> Stream.of(element.getAnnotationsByType(Rbac.class)))
                .toList();
        return rules.isEmpty() ? Optional.empty() : Optional.of(new DeclaredRights(rules));
    }

    /** Whether there is a rule on such objects. */
    public boolean isOn(Subject subject) {
        return rules.stream().anyMatch(rule -> rule.on() == subject);
    }

    /** Whether what is needed depends on the workload that the first word names. */
    public boolean isOnWorkload() {
        return WORKLOAD.stream().anyMatch(this::isOn);
    }

    /**
     * What is needed in each namespace, but on what {@link #onKind} names.
     *
     * @param workload its resource, e.g. {@code deployments.apps}; empty where it may be any
     */
    public List<Grant> inNamespaces(Optional<String> workload) {
        List<String> workloads = workload.map(List::of).orElse(WORKLOADS);
        return grants(rule -> switch (rule.on()) {
            case WORKLOAD, WORKLOAD_OR_POD -> workloads;
            case BESIDE_DEPLOYMENT -> workloads.contains(DEPLOYMENTS) ? named(rule) : List.of();
            case RESOURCES -> named(rule);
            default -> List.of();
        });
    }

    public List<Grant> inCluster() {
        return on(Subject.CLUSTER);
    }

    /** What is needed in the namespace kube-system. */
    public List<Grant> inSystem() {
        return on(Subject.IDENTITY);
    }

    /**
     * What is needed on the kind that the first word names.
     *
     * @param named whether that word says which object it is
     * @param resource e.g. {@code jobs.batch}
     */
    public List<Grant> onKind(boolean named, String resource) {
        Subject subject = named && isOn(Subject.OBJECT) ? Subject.OBJECT : Subject.KIND;
        return grants(rule -> rule.on() == subject ? List.of(resource) : List.of());
    }

    private static List<String> named(Rbac rule) {
        return List.of(rule.resources().split(" "));
    }

    private List<Grant> on(Subject subject) {
        return grants(rule -> rule.on() == subject ? named(rule) : List.of());
    }

    private List<Grant> grants(Function<Rbac, List<String>> resources) {
        return rules.stream()
                .flatMap(rule -> Stream.of(rule.operations())
                        .flatMap(operation -> operation.grants(resources.apply(rule)).stream()))
                .toList();
    }
}
