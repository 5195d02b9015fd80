package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.ApplyFailures;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.cluster.RefusedManifests;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets the server check every member before anything is changed. */
final class SetPreflight {
    private final ObjectApply objects;
    private final Map<ObjectKey, JsonNode> live;
    private final ProgressListener progress;
    private final String line;
    private final String done;

    /**
     * @param line what was typed
     * @param done what was changed so far, in words
     */
    SetPreflight(
            ObjectApply objects, Map<ObjectKey, JsonNode> live, ProgressListener progress, String line, String done) {
        this.objects = objects;
        this.live = live;
        this.progress = progress;
        this.line = line;
        this.done = done;
    }

    /** @throws OpsException with every refusal, of the first one's kind */
    List<CheckedMember> check(List<SetMember> members, Set<String> missingNamespaces) {
        Set<String> notYet = members.stream()
                .filter(member -> member.is("", "Namespace"))
                .filter(member -> !live.containsKey(member.key()))
                .map(member -> member.manifest().name())
                .collect(Collectors.toSet());
        notYet.addAll(missingNamespaces);
        List<CheckedMember> checked = new ArrayList<>();
        List<OpsException> refusals = new ArrayList<>();
        for (SetMember member : members) {
            try {
                checked.add(check(member, notYet));
            } catch (ApiFailure e) {
                if (e.kind() == FailureKind.UNREACHABLE || e.kind() == FailureKind.CANCELLED) {
                    throw e;
                }
                refusals.add(ApplyFailures.of(member.manifest(), member.ref(), e, line));
            }
        }
        if (!refusals.isEmpty()) {
            throw refused(refusals, members.size());
        }
        return checked;
    }

    private CheckedMember check(SetMember member, Set<String> notYet) {
        Optional<JsonNode> before = Optional.ofNullable(live.get(member.key()));
        if (member.unserved() || notYet.contains(member.namespace())) {
            return new CheckedMember(member, CheckedMember.NOT_CHECKED, before, Optional.empty());
        }
        try {
            ObjectApply.Applied applied =
                    objects.apply(member.path(), member.body(), before, member.autoscaled(), true);
            return new CheckedMember(member, applied.outcome(), before, Optional.of(applied.after()));
        } catch (ApiFailure e) {
            if (e.serverMessage().contains(ObjectApply.NO_DRY_RUN)) {
                progress.warn(member.ref() + " cannot be checked beforehand: " + e.serverMessage());
                return new CheckedMember(member, CheckedMember.NOT_CHECKED, before, Optional.empty());
            }
            throw e;
        }
    }

    private OpsException refused(List<OpsException> refusals, int of) {
        OpsException first = refusals.get(0);
        if (refusals.size() == 1) {
            return new OpsException(first.kind(), first.message() + "\n" + done, first.details(), first.hints(), first);
        }
        return RefusedManifests.together(refusals, refusals.size() + " of " + of + " objects are refused; " + done);
    }
}
