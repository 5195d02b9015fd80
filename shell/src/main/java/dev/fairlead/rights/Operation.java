package dev.fairlead.rights;

import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is done to an object of a cluster, with the rights that it takes. This is the one table of them: the rights of a
 * script's Job are made of it, and those that a verb asks for before its first write.
 */
public enum Operation {
    READ("get OBJECT"),
    LIST("list OBJECT"),
    WATCH("watch OBJECT"),
    CREATE("get,create OBJECT"),
    CHANGE("get,patch OBJECT"),
    REPLACE("get,update OBJECT"),

    /** Server-side apply of an object that is not there yet. */
    APPLY_NEW("get,create,patch OBJECT"),

    DELETE("delete OBJECT"),

    /** Deletes it and waits until it is gone. */
    REMOVE("get,delete OBJECT"),

    /** Waits until the pods of a workload that was removed are gone. */
    AWAIT_PODS("list pods"),

    /** Judges a workload once. */
    LOOK("get OBJECT;list REVISIONS pods;?list events"),

    /** Follows one workload. */
    FOLLOW("get,list,watch OBJECT;list,watch REVISIONS pods;?list,watch events;?get pods/log;?list services"
            + ";?get leases.coordination.k8s.io"),

    /** Follows several workloads of a namespace. */
    FOLLOW_SEVERAL("list,watch KIND replicasets.apps controllerrevisions.apps pods;?list,watch events"),

    /** Marks a revision that failed. */
    MARK("?patch REVISIONS"),

    FIND_SERVICES("list services"),
    FIND_SCALERS("?list horizontalpodautoscalers.autoscaling"),

    /** Reads the copies of the configuration that revisions were made with. */
    FIND_COPIES("list configmaps secrets");

    private static final String OBJECT = "OBJECT";
    private static final String KIND = "KIND";
    private static final String REVISIONS = " REVISIONS";

    private static final Map<String, String> REVISIONS_OF = Map.of(
            "deployments.apps", " replicasets.apps",
            "statefulsets.apps", " controllerrevisions.apps",
            "daemonsets.apps", " controllerrevisions.apps");

    /** Parts behind {@code ?} are those without which it goes on all the same, with a warning or with less to tell. */
    private final String rights;

    Operation(String rights) {
        this.rights = rights;
    }

    /** All that it makes use of. */
    List<Grant> grants(List<String> resources) {
        return parsed(rights.replace("?", ""), resources);
    }

    /**
     * What it cannot do without.
     *
     * @param resource of the object, e.g. {@code deployments.apps}
     * @param namespace empty for what belongs to none
     */
    public List<Right> on(String resource, String namespace, String name) {
        List<Right> needed = new ArrayList<>();
        for (String part : rights.split(";")) {
            if (part.startsWith("?")) {
                continue;
            }
            boolean own = part.endsWith(" " + OBJECT);
            for (Grant grant : parsed(part, List.of(resource))) {
                for (String verb : grant.verbs()) {
                    // a request that creates names no object
                    String of = own && !verb.equals("create") ? name : "";
                    needed.add(new Right(verb, grant.group(), grant.resource(), namespace, of));
                }
            }
        }
        return needed;
    }

    /** What it cannot do without on an object of that kind. */
    public List<Right> on(ResourceType type, String namespace, String name) {
        return on(type.qualified(), type.namespaced() ? namespace : "", name).stream()
                .map(right -> type.qualified().equals("namespaces") ? within(right) : right)
                .toList();
    }

    /** A namespace is an object of itself, so that who may do everything in it may read it as well. */
    private static Right within(Right right) {
        return right.resource().equals("namespaces")
                ? new Right(right.verb(), right.group(), right.resource(), right.name(), right.name())
                : right;
    }

    /** What it cannot do without, where it is about no object in particular. */
    public List<Right> in(String namespace) {
        return on("", namespace, "");
    }

    private static List<Grant> parsed(String text, List<String> resources) {
        String revisions = resources.stream()
                .map(kind -> REVISIONS_OF.getOrDefault(kind, ""))
                .distinct()
                .collect(Collectors.joining());
        String objects = String.join(" ", resources);
        return Stream.of(text.replace(OBJECT, objects)
                        .replace(KIND, objects)
                        .replace(REVISIONS, revisions)
                        .split(";"))
                .filter(part -> part.strip().contains(" "))
                .flatMap(part -> Grant.parse(part).stream())
                .toList();
    }
}
