package dev.fairlead.rights;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be done with one resource.
 *
 * @param group empty for the core group
 * @param resource e.g. {@code deployments}, {@code pods/log}
 */
public record Grant(String group, String resource, List<String> verbs) {
    public Grant {
        verbs = List.copyOf(verbs);
    }

    /**
     * Reads what is typed, e.g. {@code get,list pods deployments.apps}.
     *
     * @throws OpsException of kind USAGE when no resource stands behind the verbs
     */
    public static List<Grant> parse(String typed) {
        String[] words = typed.strip().split("[\\s:]+");
        if (words.length < 2 || words[0].isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "'" + typed + "' is no right; write e.g. get,list:pods");
        }
        List<Grant> grants = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            String[] name = words[i].split("\\.", 2);
            grants.add(new Grant(name.length > 1 ? name[1] : "", name[0], List.of(words[0].split(","))));
        }
        return grants;
    }

    /** {@code get,list deployments.apps}. */
    @Override
    public String toString() {
        return String.join(",", verbs) + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
