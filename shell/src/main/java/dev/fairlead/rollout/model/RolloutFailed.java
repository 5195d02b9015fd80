package dev.fairlead.rollout.model;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A workload that is not current and will not become so by waiting, or did not within the limit. */
public final class RolloutFailed extends OpsException {
    private final transient RolloutStatus status;
    private final transient Object known;

    private RolloutFailed(
            FailureKind kind, String message, List<String> details, List<String> hints, RolloutStatus status) {
        this(kind, message, details, hints, status, status);
    }

    private RolloutFailed(
            FailureKind kind,
            String message,
            List<String> details,
            List<String> hints,
            RolloutStatus status,
            Object known) {
        super(kind, message, details, hints, null);
        this.status = status;
        this.known = known;
    }

    /** @param undo the line that goes back, where there is something to go back to */
    public static RolloutFailed of(RolloutStatus status, Optional<String> undo) {
        if (status.state() == State.TERMINATING) {
            return new RolloutFailed(
                    FailureKind.NOT_FOUND, status.workload() + " " + status.message(), List.of(), List.of(), status);
        }
        Optional<Verdict> fatal = status.fatal();
        List<String> details = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        fatal.ifPresent(verdict -> {
            addEvidence(verdict, details);
            addUnlessEmpty(verdict.next(), hints);
        });
        status.verdicts().stream()
                .filter(verdict -> fatal.filter(verdict::equals).isEmpty())
                .forEach(verdict -> details.add("also: " + verdict.message()));
        undo.ifPresent(hints::add);
        return new RolloutFailed(
                fatal.map(verdict -> verdict.family().kind()).orElse(FailureKind.FAILED),
                status.workload() + " is not current: " + status.message(),
                details,
                hints,
                status);
    }

    public static RolloutFailed late(RolloutStatus status, String limit) {
        List<String> details = new ArrayList<>();
        status.verdicts().forEach(verdict -> {
            details.add(verdict.message());
            addEvidence(verdict, details);
        });
        return new RolloutFailed(
                isStuck(status) ? FailureKind.ROLLOUT_STUCK : FailureKind.TIMEOUT,
                status.workload() + " is not current after " + limit + ": " + status.message(),
                details,
                hints(status),
                status);
    }

    /** The same failure with its status as other layers see it; their lines to type next come first. */
    public RolloutFailed asked(RolloutStatus newStatus) {
        List<Clue> clues = newStatus.findings();
        List<String> details = new ArrayList<>(details());
        Set<String> hints = new LinkedHashSet<>();
        clues.forEach(clue -> {
            details.add(clue.layer() + ": " + clue.message());
            hints.add(clue.next());
        });
        hints.addAll(hints());
        hints.remove("");
        return new RolloutFailed(kind(), message(), details, List.copyOf(hints), newStatus);
    }

    private static boolean isStuck(RolloutStatus status) {
        return status.verdicts().stream().anyMatch(verdict -> verdict.family() == Family.STUCK);
    }

    private static List<String> hints(RolloutStatus status) {
        List<String> hints = new ArrayList<>();
        status.verdicts().stream().findFirst().ifPresent(verdict -> addUnlessEmpty(verdict.next(), hints));
        hints.add("rollout status " + status.workload()
                + (status.namespace().isEmpty() ? "" : " -n " + status.namespace()));
        return hints;
    }

    /** How the workload stood when it was given up. */
    public RolloutStatus status() {
        return status;
    }

    /**
     * Why: the fatal verdict; when only the time was up, the gravest that was known then. Where none was, it is one of
     * family {@link Family#DEADLINE} (still waiting) or {@link Family#RESOURCE} (being deleted) with the status's words.
     */
    public Verdict verdict() {
        return status.verdicts().stream()
                .findFirst()
                .orElseGet(() -> unexplained(
                        status.state() == State.TERMINATING ? Family.RESOURCE : Family.DEADLINE,
                        status.state().toString()));
    }

    private Verdict unexplained(Family family, String reason) {
        List<String> pods = status.pods().stream()
                .filter(RolloutStatus.PodLine::newest)
                .map(RolloutStatus.PodLine::name)
                .toList();
        return new Verdict(family, reason, status.message(), true, pods, pods.size(), "", "", List.of(), "");
    }

    /** The same failure of a verb that has another result than the status. */
    public RolloutFailed known(Object result) {
        return new RolloutFailed(kind(), message(), details(), hints(), status, result);
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(known);
    }

    private static void addEvidence(Verdict verdict, List<String> details) {
        if (!verdict.event().isEmpty() && !verdict.message().contains(verdict.event())) {
            details.add("event: " + verdict.event());
        }
        if (!verdict.log().isEmpty()) {
            String container = verdict.container().isEmpty() ? "" : verdict.container() + " in ";
            details.add("last lines of " + container + verdict.pods().get(0) + ":");
            verdict.log().forEach(line -> details.add("  " + line));
        }
    }

    private static void addUnlessEmpty(String text, List<String> to) {
        if (!text.isEmpty()) {
            to.add(text);
        }
    }
}
