package dev.fairlead;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Converters;
import dev.fairlead.command.RootOptions;
import dev.fairlead.command.rollout.RolloutCommands;
import dev.fairlead.command.session.Exit;
import dev.fairlead.command.session.Help;
import dev.fairlead.command.session.ShowJournal;
import dev.fairlead.command.session.ShowVersion;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Views;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.WorkloadRef;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.Interpreter;
import dev.fairlead.terminal.JavaLines;
import dev.fairlead.terminal.LineRunner;
import java.util.List;

/** The composition root: everything is made here, once, and nothing of it connects before its first use. */
public final class Wiring implements AutoCloseable {
    private final Clusters clusters;
    private final Journal journal;
    private final RolloutService rollouts;
    private final CommandTree commands;
    private final Renderer renderer;

    public Wiring(Settings settings, RootOptions options) {
        clusters = new Clusters(settings, options.kubeconfig(), options.context(), options.namespace());
        journal = new Journal(settings.stateDirectory(), settings.variable("USER", "unknown"));
        rollouts = new RolloutService(clusters, journal);
        renderer = new Renderer(Views.standard());
        commands = new CommandTree(
                new CommandGroup(
                        "",
                        "",
                        () -> List.of(
                                new Help(this::commands), new ShowJournal(journal), new ShowVersion(), new Exit())),
                List.of(RolloutCommands.group(rollouts)),
                new Converters(settings).with(WorkloadRef.class, WorkloadRef::parse));
    }

    public CommandTree commands() {
        return commands;
    }

    /** @param verbose whether failures show their stack trace */
    public LineRunner lines(boolean verbose) {
        return new LineRunner(commands, renderer, verbose);
    }

    /** What a session of lines runs on. */
    public Interpreter interpreter(boolean verbose) {
        return new Interpreter(commands, lines(verbose), JavaLines.NONE, renderer);
    }

    @Override
    public void close() {
        clusters.close();
    }
}
