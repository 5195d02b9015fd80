package dev.fairlead.rollout.follow;

import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.RolloutFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks other layers about failures, several at once. None of them holds up for long what is already known. */
final class CrossLayerChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 4;

    private CrossLayerChecks() {}

    /** A failure, and how other layers are asked about it: the answer is its status with what they say. */
    record Question(RolloutFailed failure, Callable<RolloutStatus> ask) {}

    /** The failures in their order; each as it was where the answer does not come in time. */
    static List<RolloutFailed> answered(List<Question> questions) {
        ExecutorService asking = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "what other layers say");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<RolloutStatus>> answers = asking.invokeAll(
                    questions.stream().map(Question::ask).toList(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
            List<RolloutFailed> answered = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                answered.add(with(questions.get(i).failure(), answers.get(i)));
            }
            return answered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return questions.stream().map(Question::failure).toList();
        } finally {
            asking.shutdownNow();
        }
    }

    private static RolloutFailed with(RolloutFailed failure, Future<RolloutStatus> answer) throws InterruptedException {
        try {
            return failure.asked(answer.get());
        } catch (ExecutionException | CancellationException e) {
            // The failure stands without it; rollout diagnose asks again and waits.
            return failure;
        }
    }
}
