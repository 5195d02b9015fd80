package dev.fairlead.script.api;

import dev.fairlead.cluster.ClusterIdentity;
import dev.fairlead.cluster.ObjectSet;
import dev.fairlead.cluster.PinnedCluster;
import dev.fairlead.cluster.Pins;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.notification.Notifications;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.script.run.Backoff;
import dev.fairlead.script.run.Condition;
import dev.fairlead.script.run.FailureAction;
import dev.fairlead.script.run.ForEachAction;
import dev.fairlead.script.run.GitFacts;
import dev.fairlead.script.run.RetryAndTimeout;
import dev.fairlead.script.run.RunSession;
import dev.fairlead.script.run.TextTable;
import dev.fairlead.script.run.ValueAction;
import dev.fairlead.script.run.VoidAction;
import dev.fairlead.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shape of a script: its steps, what is done again or at the same time, and what must hold before it goes on. */
@SuppressWarnings("overloads") // a lambda that gives a value is a work, any other an action: the compiler can tell
public final class StepFunctions {
    private StepFunctions() {}

    /**
     * Runs a step and gives what it gives. It is shown with its duration, kept in the run's journal, and not run again by
     * {@code script resume}. Steps nest.
     */
    @Rbac(on = Subject.IDENTITY, resources = "namespaces", operations = Operation.READ)
    public static <T extends @Nullable Object> T step(String name, ValueAction<T> work) {
        return session().steps().step(name, true, work);
    }

    /** The same for a step that gives nothing. */
    public static void step(String name, VoidAction action) {
        session().steps().step(name, false, work(action));
    }

    /**
     * Does works at the same time and gives what they give, in their order. The first that fails interrupts the others;
     * all are awaited, and its failure is told.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public static <T extends @Nullable Object> List<T> parallel(ValueAction<? extends T>... works) {
        return RetryAndTimeout.parallel(Arrays.stream(works).toList());
    }

    /** The same for works that give nothing. */
    public static void parallel(VoidAction... actions) {
        RetryAndTimeout.<@Nullable Object>parallel(
                Stream.of(actions).map(StepFunctions::work).toList());
    }

    /** Does the same with each of several things at the same time, as {@link #parallel(Action...)}. */
    public static <E> void parallel(Collection<E> all, ForEachAction<? super E> each) {
        RetryAndTimeout.<@Nullable Object>parallel(
                all.stream().map(one -> work(() -> each.run(one))).toList());
    }

    /** Does work until it does not fail, at most so many times: at once, then after one second, two, four… */
    public static <T extends @Nullable Object> T retry(int attempts, ValueAction<T> work) {
        return retry(attempts, Backoff.doubling(Duration.ofSeconds(1)), work);
    }

    /** As {@link #retry(int, Work)}, for what gives nothing. */
    public static void retry(int attempts, VoidAction action) {
        retry(attempts, work(action));
    }

    /** As {@link #retry(int, Work)}, with a pause before each further attempt. */
    public static <T extends @Nullable Object> T retry(int attempts, Backoff backoff, ValueAction<T> work) {
        return RetryAndTimeout.retry(attempts, backoff, session().events(), work);
    }

    /** As {@link #retry(int, Backoff, Work)}, for what gives nothing. */
    public static void retry(int attempts, Backoff backoff, VoidAction action) {
        retry(attempts, backoff, work(action));
    }

    /** Pauses that double, a minute at most: {@code retry(3, backoff("2s"), …)}. */
    public static Backoff backoff(String first) {
        return Backoff.doubling(duration(first));
    }

    /** Ends work that takes longer, e.g. {@code timeout("5m", …)}: it is interrupted, awaited, and has failed. */
    public static <T extends @Nullable Object> T timeout(String limit, ValueAction<T> work) {
        return RetryAndTimeout.timeout(duration(limit), work);
    }

    /** As {@link #timeout(String, Work)}, for what gives nothing. */
    public static void timeout(String limit, VoidAction action) {
        timeout(limit, work(action));
    }

    /** Looks once a second until the condition holds: {@code waitUntil("the queue is empty", "5m", () -> …)}. */
    public static void waitUntil(String what, String limit, Condition condition) {
        if (dryRun()) {
            progress().note("would wait until " + what + " (dry run)");
            return;
        }
        RetryAndTimeout.waitUntil(what, duration(limit), progress(), condition);
    }

    /** Asks the user and goes on with a yes only. Where nobody can be asked, the line must have {@code --yes}. */
    public static void confirm(String question) {
        session().confirm(question);
    }

    /** Does something if the step around this line, or else the run, fails; what was asked for last comes first. */
    public static void onFailure(FailureAction what) {
        session().steps().onFailure(what);
    }

    /** Does something when the step around this line, or else the run, ends, by Ctrl-C too. */
    public static void finallyDo(VoidAction what) {
        session().steps().finallyDo(what);
    }

    /** Prints rows in columns: results as the prompt shows them, other records, maps, lists or single values. */
    public static void table(Iterable<?> rows) {
        List<Object> all = new ArrayList<>();
        rows.forEach(all::add);
        SnippetHolder.api()
                .lines()
                .shown(all)
                .map(shown -> shown.lines().toList())
                .orElseGet(() -> TextTable.lines(all))
                .forEach(ScriptFunctions::println);
    }

    /** The same for objects of a cluster. */
    public static void table(ObjectSet objects) {
        ScriptFunctions.println(objects);
    }

    /** A variable of the environment, which must be set. */
    public static String env(String name) {
        return session()
                .variable(name)
                .orElseThrow(
                        () -> new OpsException(FailureKind.USAGE, "the environment variable " + name + " is not set"));
    }

    /** A variable of the environment, or the given value where it is not set. */
    public static String env(String name, String otherwise) {
        return session().variable(name).orElse(otherwise);
    }

    /** What git says of the script's directory. */
    public static GitFacts git() {
        return GitFacts.of(ScriptFunctions.scriptDirectory());
    }

    /**
     * Sends a text to the webhooks of {@code rollout.notify}; one that does not take it is a warning. (It is not called
     * notify, as every Java class has a method of that name.)
     */
    public static void announce(String text) {
        if (dryRun()) {
            progress().note("would announce: " + text + " (dry run)");
            return;
        }
        try (Notifications notices =
                Notifications.of(session().surroundings().settings(), NotificationTargets.SETTLED, progress())) {
            notices.say(session().secrets().mask(text));
        }
    }

    /** Whether changes are only planned. */
    public static boolean dryRun() {
        return session().isDryRun();
    }

    /** Ends the script where something does not hold. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new OpsException(FailureKind.CONFLICT, otherwise);
        }
    }

    /** Ends the script where something does not hold, e.g. {@code require(cluster.uid("…"))}. */
    public static void require(ScriptRequirement requirement) {
        require(requirement.holds(), requirement.otherwise());
    }

    /**
     * Ends the script unless the session's context leads to the cluster that is pinned under that name: by the UID of its
     * namespace kube-system, whatever the context is called.
     */
    @Rbac(on = Subject.IDENTITY, resources = "namespaces", operations = Operation.READ)
    public static PinnedCluster pinned(String name) {
        SnippetScope scope = SnippetHolder.scope();
        Pins pins = new Pins(session().surroundings().settings().configDirectory());
        Pins.Pin pin = pins.find(name, scope.arguments().directory());
        ClusterIdentity here = scope.api().cluster().identity(ClusterScope.CURRENT);
        if (!here.uid().equals(pin.uid())) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            "context " + here.context() + " is not " + name + ": its cluster has UID " + here.uid()
                                    + ", pinned is " + pin.uid())
                    .hint("cluster contexts");
        }
        return new PinnedCluster(name, here.context(), here.uid(), pin.file());
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("NullAway") // an action gives nothing
    private static ValueAction<@Nullable Object> work(VoidAction action) {
        return () -> {
            action.run();
            return null;
        };
    }

    private static RunSession session() {
        return SnippetHolder.scope().session();
    }

    private static ProgressListener progress() {
        return SnippetHolder.api().progress();
    }
}
