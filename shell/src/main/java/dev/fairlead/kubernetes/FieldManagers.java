package dev.fairlead.kubernetes;

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
    public static boolean isApply(FieldOwner owner) {
        return owner.is(FieldManager.FAIRLEAD) && owner.applies();
    }

    /** Whether the next apply takes the fields over. */
    static boolean yields(FieldOwner owner) {
        return !isApply(owner) && yields(owner.manager(), owner.operation());
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

    /** Whether it wrote single fields, so that a manifest that says otherwise puts something back. */
    static boolean changesFields(FieldOwner owner) {
        return yields(owner) && !MANIFESTS.contains(owner.manager());
    }

    /** {@code rollout deploy}, {@code kubectl set}; what was typed to write the fields. */
    static String verb(FieldOwner owner) {
        String name = owner.manager();
        if (name.equals(KUBECTL)) {
            String subresource = owner.subresource();
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
}
