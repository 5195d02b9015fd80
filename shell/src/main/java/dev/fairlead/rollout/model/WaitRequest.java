package dev.fairlead.rollout.model;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.rollout.wanted.Wanted;
import java.util.List;

/**
 * What to wait for.
 *
 * @param words {@code KIND/NAME…}, or {@code KIND [NAME…]}; a kind without names wants labels or {@code all}
 * @param labels as {@code kubectl -l} takes them; empty for none
 * @param all whether all objects of the kind are meant
 * @param allNamespaces whether those of every namespace are
 * @param wanted what each of them shall be
 * @param rules of which the limit holds for all; zero is to look once
 */
public record WaitRequest(
        ClusterScope scope,
        List<String> words,
        String labels,
        boolean all,
        boolean allNamespaces,
        Wanted wanted,
        WaitRules rules) {

    public WaitRequest {
        words = List.copyOf(words);
    }

    /** One object by {@code KIND/NAME}. */
    public static WaitRequest of(ClusterScope scope, String object, Wanted wanted) {
        return new WaitRequest(scope, List.of(object), "", false, false, wanted, WaitRules.DEFAULT);
    }

    /** The line that waits on. */
    public String line(String namespace) {
        return "rollout wait " + String.join(" ", words) + (labels.isEmpty() ? "" : " -l '" + labels + "'")
                + (all ? " --all" : "") + " --for '" + wanted + "'" + (allNamespaces ? " -A" : " -n " + namespace);
    }

    /** The objects with these labels. */
    public WaitRequest labels(String value) {
        return new WaitRequest(scope, words, value, all, allNamespaces, wanted, rules);
    }

    /** Whether all objects of the kind in the namespace are meant. */
    public WaitRequest all(boolean value) {
        return new WaitRequest(scope, words, labels, value, allNamespaces, wanted, rules);
    }

    /** Whether those of every namespace are meant. */
    public WaitRequest allNamespaces(boolean value) {
        return new WaitRequest(scope, words, labels, all, value, wanted, rules);
    }
}
