package dev.fairlead.release.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The journal of a release, kept in the cluster: whoever reads it can go on.
 *
 * @param back whether it is on its way back
 * @param next the step that is done next, counted from 0, of the plan's steps or of its way back
 * @param known by object, the spec that this release left it with; an object that is otherwise was changed by others
 * @param expected by object, the spec that a write which was begun leaves, or null where it removes the object; whether
 *     it was made is not known
 * @param until when a pause ends, by the server's clock
 * @param verdict why it failed; empty while it did not
 * @param verdictKind what kind of failure that was
 * @param who began it
 * @param since when it was begun
 */
public record ReleaseRecord(
        Plan plan,
        Phase phase,
        boolean back,
        int next,
        Map<String, JsonNode> known,
        Map<String, JsonNode> expected,
        Optional<Instant> until,
        String verdict,
        Optional<FailureKind> verdictKind,
        String who,
        Instant since) {

    public ReleaseRecord {
        known = Map.copyOf(known);
        expected = Map.copyOf(expected);
    }

    public static ReleaseRecord begun(Plan plan, String who, Instant now) {
        Map<String, JsonNode> known = new TreeMap<>();
        plan.found().forEach(found -> known.put(found.object().toString(), found.spec()));
        return new ReleaseRecord(
                plan, Phase.RUNNING, false, 0, known, Map.of(), Optional.empty(), "", Optional.empty(), who, now);
    }

    public List<Step> steps() {
        return back ? plan.wayBack() : plan.steps();
    }

    @JsonIgnore
    public boolean isAtEnd() {
        return next >= steps().size();
    }

    /** The steps that are not done yet. */
    public List<Step> left() {
        return isAtEnd() ? List.of() : steps().subList(next, steps().size());
    }

    public Step step() {
        return steps().get(next);
    }

    public Optional<JsonNode> known(ObjectName object) {
        return Optional.ofNullable(known.get(object.toString()));
    }

    public ReleaseRecord in(Phase newPhase) {
        return copy(newPhase, back, next, known, expected, until, verdict, verdictKind);
    }

    public ReleaseRecord at(int step) {
        return copy(
                back ? Phase.GOING_BACK : Phase.RUNNING,
                back,
                step,
                known,
                back ? expected : Map.of(),
                Optional.empty(),
                verdict,
                verdictKind);
    }

    public ReleaseRecord expecting(ObjectName object, JsonNode spec) {
        Map<String, JsonNode> more = new TreeMap<>(expected);
        more.put(object.toString(), spec);
        return copy(phase, back, next, known, more, until, verdict, verdictKind);
    }

    /** It is about to be removed. */
    public ReleaseRecord expectingNone(ObjectName object) {
        return expecting(object, NullNode.getInstance());
    }

    /** The spec that a write which was begun may have left; empty where there is none, or where it removes the object. */
    public Optional<JsonNode> expected(ObjectName object) {
        return Optional.ofNullable(expected.get(object.toString())).filter(JsonNode::isObject);
    }

    public boolean expectsNone(ObjectName object) {
        JsonNode spec = expected.get(object.toString());
        return spec != null && spec.isNull();
    }

    public ReleaseRecord knowing(ObjectName object, JsonNode spec) {
        Map<String, JsonNode> more = new TreeMap<>(known);
        more.put(object.toString(), spec);
        return copy(phase, back, next, more, unexpected(object), until, verdict, verdictKind);
    }

    public ReleaseRecord without(ObjectName object) {
        Map<String, JsonNode> fewer = new TreeMap<>(known);
        fewer.remove(object.toString());
        return copy(phase, back, next, fewer, unexpected(object), until, verdict, verdictKind);
    }

    private Map<String, JsonNode> unexpected(ObjectName object) {
        Map<String, JsonNode> fewer = new TreeMap<>(expected);
        fewer.remove(object.toString());
        return fewer;
    }

    public ReleaseRecord until(Phase waiting, Optional<Instant> end) {
        return copy(waiting, back, next, known, expected, end, verdict, verdictKind);
    }

    public ReleaseRecord failed(String message, FailureKind kind) {
        return copy(phase, back, next, known, expected, until, message, Optional.of(kind));
    }

    /** As somebody wants it to be, who knows that it failed. */
    public ReleaseRecord forgiven() {
        return copy(phase, back, next, known, expected, until, "", Optional.empty());
    }

    /** A process that died in the middle of a write has left no word on whether it was done: that it may be stays known. */
    public ReleaseRecord turnedBack() {
        return copy(Phase.GOING_BACK, true, 0, known, expected, Optional.empty(), verdict, verdictKind);
    }

    private ReleaseRecord copy(
            Phase newPhase,
            boolean newBack,
            int newNext,
            Map<String, JsonNode> newKnown,
            Map<String, JsonNode> newExpected,
            Optional<Instant> newUntil,
            String newVerdict,
            Optional<FailureKind> newKind) {
        return new ReleaseRecord(
                plan, newPhase, newBack, newNext, newKnown, newExpected, newUntil, newVerdict, newKind, who, since);
    }
}
