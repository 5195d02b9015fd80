package dev.fairlead.kubernetes;

import java.util.List;

/** The annotations by which a workload says why it was changed, and by whom. */
public final class ChangeAnnotations {
    /** kubectl's: why a revision came to be; what {@code kubectl rollout history} shows. */
    public static final String CAUSE = "kubernetes.io/change-cause";

    /** Whoever of fairlead's verbs wrote last says so there. */
    public static final String CHANGED_BY = "fairlead.dev/changed-by";

    public static final List<String> ALL = List.of(CAUSE, CHANGED_BY);

    private ChangeAnnotations() {}
}
