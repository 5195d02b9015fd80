package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who writes fields of objects, by the names that managed fields have for them. What people wrote with fairlead's own
 * verbs, kubectl or Helm yields to the next apply, as {@code kubectl apply} has it. Controllers, and whoever applies on
 * the server under a name of his own, are asked with {@code --force-conflicts}.
 */
public final class FieldManagers {
    private static final String KUBECTL = "kubectl";
    private static final String HELM = "helm";

    /** What a server notes of an object that was made before it kept managed fields. */
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /** kubectl's own copy of what it applied on the server, which our apply brings up to date. */
    private static final String KUBECTL_LAST_APPLIED = "kubectl-last-applied";

    /** Verbs that write an object as a whole, as a manifest says it. */
    private static final Set<String> MANIFESTS = Set.of(
            "kubectl-client-side-apply",
            "kubectl-create",
            "kubectl-replace",
            "kubectl-run",
            "kubectl-expose",
            "kubectl-autoscale",
            KUBECTL_LAST_APPLIED,
            BEFORE_FIRST_APPLY,
            HELM);

    private FieldManagers() {}

    /** Whether it is the entry of what is applied with fairlead. */
    public static boolean isApply(JsonNode entry) {
        return FieldManager.FAIRLEAD.is(name(entry)) && operation(entry).equals("Apply");
    }

    /** Whether the next apply takes the fields over. */
    static boolean yields(JsonNode entry) {
        return !isApply(entry) && yields(name(entry), operation(entry));
    }

    /** The same of a manager and the operation by which it writes: {@code Apply} or {@code Update}. */
    public static boolean yields(String manager, String operation) {
        boolean named = manager.equals(HELM)
                || manager.equals(KUBECTL_LAST_APPLIED)
                || FieldManager.isOurs(manager) && !FieldManager.FAIRLEAD.is(manager);
        boolean updates = operation.equals("Update");
        return named
                || updates
                        && (FieldManager.FAIRLEAD.is(manager)
                                || isKubectl(manager)
                                || manager.equals(BEFORE_FIRST_APPLY));
    }

    /** Whether it is one of fairlead's verbs that change a part of what a manifest may say. */
    static boolean isOwnVerb(JsonNode entry) {
        return yields(entry) && FieldManager.isOurs(name(entry));
    }

    /** Whether it wrote single fields, so that a manifest that says otherwise puts something back. */
    static boolean changesFields(JsonNode entry) {
        return yields(entry) && !MANIFESTS.contains(name(entry));
    }

    /** {@code rollout deploy}, {@code kubectl set}; what was typed to write the fields. */
    static String verb(JsonNode entry) {
        String name = name(entry);
        if (name.equals(KUBECTL)) {
            String subresource = entry.path("subresource").asText("");
            return subresource.isEmpty() ? KUBECTL : KUBECTL + " " + subresource;
        }
        if (isKubectl(name)) {
            return name.replace('-', ' ').toLowerCase(Locale.ROOT);
        }
        return Stream.of(FieldManager.values())
                .filter(manager -> manager.is(name))
                .findFirst()
                .map(FieldManager::verb)
                .orElse(name);
    }

    private static boolean isKubectl(String manager) {
        return manager.equals(KUBECTL) || manager.startsWith(KUBECTL + "-");
    }

    static String name(JsonNode entry) {
        return entry.path("manager").asText();
    }

    private static String operation(JsonNode entry) {
        return entry.path("operation").asText();
    }
}
