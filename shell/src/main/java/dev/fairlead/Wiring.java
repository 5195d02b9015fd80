package dev.fairlead;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Converters;
import dev.fairlead.command.RootOptions;
import dev.fairlead.command.image.ImageCommands;
import dev.fairlead.command.rollout.RolloutCommands;
import dev.fairlead.command.script.ScriptCommands;
import dev.fairlead.command.session.Exit;
import dev.fairlead.command.session.Help;
import dev.fairlead.command.session.ShowJournal;
import dev.fairlead.command.session.ShowVersion;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.InsecureRegistries;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Views;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.WorkloadRef;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.ScriptServices;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.Interpreter;
import dev.fairlead.terminal.JavaLines;
import dev.fairlead.terminal.LineRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The composition root: everything is made here, once, and nothing of it connects before its first use. */
public final class Wiring implements AutoCloseable {
    private final Clusters clusters;
    private final DockerEngine engine;
    private final ImageService images;
    private final Journal journal;
    private final RolloutService rollouts;
    private final CommandTree commands;
    private final Renderer renderer;
    private final ScriptServices services;

    public Wiring(Settings settings, RootOptions options) {
        clusters = new Clusters(settings, options.kubeconfig(), options.context(), options.namespace());
        journal = new Journal(settings.stateDirectory(), settings.variable("USER", "unknown"));
        rollouts = new RolloutService(clusters, journal);
        engine = new DockerEngine(settings);
        DockerCredentials credentials = new DockerCredentials(settings);
        RegistryClient registries = new RegistryClient(credentials::lookup, new InsecureRegistries(engine));
        images = new ImageService(engine, credentials, registries, journal);
        renderer = new Renderer(Views.standard());
        services = new ScriptServices(images, clusters, rollouts);
        ScriptService scripts = new ScriptService(services, settings.workingDirectory());
        commands = new CommandTree(
                new CommandGroup(
                        "",
                        "",
                        () -> List.of(
                                new Help(this::commands),
                                new ShowJournal(journal),
                                new ShowVersion(),
                                ScriptCommands.run(scripts),
                                new Exit())),
                List.of(
                        ImageCommands.group(images, Wiring::askAtConsole, Wiring::standardInput),
                        RolloutCommands.group(rollouts),
                        ScriptCommands.group(scripts)),
                new Converters(settings)
                        .with(ImageReference.class, ImageReference::parse)
                        .with(WorkloadRef.class, WorkloadRef::parse));
    }

    private static Optional<String> askAtConsole(String question) {
        return Optional.ofNullable(System.console())
                .map(console -> console.readPassword("%s", question))
                .map(String::valueOf);
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot read standard input: " + e.getMessage(), e);
        }
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
        engine.close();
    }
}
