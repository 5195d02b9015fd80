package dev.fairlead.script.trial;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.raw.Answers;
import dev.fairlead.sandbox.registry.SandboxImages;
import dev.fairlead.settings.Enclosure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries one case in a room of its own. */
final class TrialRun {
    private static final String CONTEXT = "sandbox";

    private final Rooms rooms;
    private final TrialCase trial;
    private final String script;
    private final ProgressListener progress;
    private final Instant began = Instant.now();

    /** @param script as the user would type it */
    TrialRun(Rooms rooms, TrialCase trial, String script, ProgressListener progress) {
        this.rooms = rooms;
        this.trial = trial;
        this.script = script;
        this.progress = progress;
    }

    /** @throws Cancelled when the thread is interrupted; nothing is left then */
    TrialResult result() {
        RoomRequest request = new RoomRequest(
                CONTEXT, trial.namespace(), trial.environment(), false, Enclosure.CLOSED, TrialRun::isThere);
        try (Room room = rooms.open(request)) {
            for (String line : trial.given()) {
                Cancelled.check("cancelled");
                try {
                    room.line(line);
                } catch (Cancelled e) {
                    throw e;
                } catch (OpsException e) {
                    return broken(line, e);
                }
            }
            return tried(room);
        }
    }

    /** Of the sandbox's own registry only what is pushed. */
    private static boolean isThere(String image) {
        return !image.startsWith(SandboxImages.REGISTRY + "/");
    }

    private TrialResult tried(Room room) {
        FaultPlan faults = new FaultPlan(room, trial.faults());
        Witness witness = new Witness(this::pass, faults::after);
        faults.begin();
        Ended ended = Ended.of(room, trial.script(), trial.words(), new Answers(trial.answers()), witness);
        List<Mismatch> mismatches = new ArrayList<>(Verdict.of(trial.expected(), ended, witness, room));
        try {
            faults.requireMet(witness.steps().stream().map(Witness.Step::path).toList());
        } catch (OpsException e) {
            mismatches.add(new Mismatch("faults", "each strikes", e.message()));
        }
        return result(ended, witness, mismatches);
    }

    private TrialResult result(Ended ended, Witness witness, List<Mismatch> mismatches) {
        return new TrialResult(
                script,
                trial.name(),
                trial.place(),
                mismatches.isEmpty(),
                ended.outcome(),
                began,
                Duration.between(began, Instant.now()),
                ended.failure().map(OpsException::message).orElse(""),
                ended.failure().map(OpsException::details).orElse(List.of()),
                witness.steps().stream().map(Witness.Step::toString).toList(),
                mismatches);
    }

    /** What was to be there before the script could not be made. */
    private TrialResult broken(String line, OpsException why) {
        Outcome outcome = Outcome.of(why.kind());
        Ended ended = new Ended(outcome, Optional.of(why));
        Mismatch mismatch =
                new Mismatch("given: " + line, Outcome.WELL.shown(), outcome.shown() + ": " + why.message());
        return result(ended, new Witness(ProgressListener.SILENT, step -> {}), List.of(mismatch));
    }

    /** Of what the script does only its steps are shown. */
    private void pass(ProgressEvent event) {
        if (event instanceof ProgressEvent.StepStarted step) {
            progress.on(new ProgressEvent.Advanced(trial.name(), step.path(), 0, 0, ProgressEvent.Unit.COUNT));
        }
    }
}
