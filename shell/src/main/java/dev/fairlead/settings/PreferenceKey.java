package dev.fairlead.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user may settle once instead of typing it on every line. */
public enum PreferenceKey {
    ROLLOUT_RESTARTS(
            "rollout.restarts", "--restarts", "2", "how often a container may restart before it counts as crashing"),
    ROLLOUT_PENDING("rollout.pending", "--pending", "60s", "how long a pod may wait for a node, a volume or a sandbox"),
    ROLLOUT_UNREADY(
            "rollout.unready",
            "--unready",
            "",
            "how long readiness may fail beyond the probe's own patience; up to the progress deadline if not given"),
    ROLLOUT_UNPULLED("rollout.unpulled", "--unpulled", "60s", "how long a registry may be out of reach"),
    ROLLOUT_UNOBSERVED("rollout.unobserved", "--unobserved", "30s", "how long a controller may leave a change unseen"),
    ROLLOUT_STABLE(
            "rollout.stable",
            "--stable",
            "",
            "how long all pods must stay ready before it counts; if not given 2s, and 15s to 60s without a readiness probe"),
    ROLLOUT_TIMEOUT("rollout.timeout", "--timeout", "10m", "how long a rollout is followed"),
    ROLLOUT_NOTIFY(
            "rollout.notify", "--notify", "", "who is told of releases: slack=URL, wecom=URL or json=URL, by blanks"),
    GATES_PROMETHEUS(
            "gates.prometheus",
            "FAIRLEAD_PROMETHEUS",
            "--gate",
            "",
            "the Prometheus of gates that name none: a URL or NAMESPACE/NAME:PORT"),
    CONTEXTS_PROTECTED(
            "contexts.protected",
            "--protected",
            "*prod*",
            "the contexts that a script must pin and not take by name alone, with commas between them"),
    JOB_IMAGE("job.image", "--image", "", "what the image is called in which scripts run in the cluster"),
    JOB_BASE("job.base", "--base", "eclipse-temurin:25-jdk", "the image with a JDK that it is built on");

    private final String key;
    private final String variable;
    private final String option;
    private final String standard;
    private final String meaning;

    PreferenceKey(String key, String option, String standard, String meaning) {
        this(key, "FAIRLEAD_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), option, standard, meaning);
    }

    PreferenceKey(String key, String variable, String option, String standard, String meaning) {
        this.key = key;
        this.variable = variable;
        this.option = option;
        this.standard = standard;
        this.meaning = meaning;
    }

    static Optional<PreferenceKey> of(String key) {
        return Arrays.stream(values()).filter(known -> known.key.equals(key)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(PreferenceKey::toString).toList();
    }

    /** As the environment names it, e.g. {@code FAIRLEAD_ROLLOUT_RESTARTS}. */
    public String variable() {
        return variable;
    }

    /** The option that wins over it. */
    public String option() {
        return option;
    }

    /** The value where nobody settles anything; empty where there is none. */
    public String standard() {
        return standard;
    }

    public String meaning() {
        return meaning;
    }

    /** As the file names it, e.g. {@code rollout.restarts}. */
    @Override
    public String toString() {
        return key;
    }
}
