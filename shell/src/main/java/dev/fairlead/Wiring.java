package dev.fairlead;

import dev.fairlead.applyset.ApplySetService;
import dev.fairlead.build.BuildArgument;
import dev.fairlead.build.BuildSecret;
import dev.fairlead.build.BuildService;
import dev.fairlead.build.ContextDirectory;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.cluster.ManifestUrl;
import dev.fairlead.command.CommandGroup;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Converters;
import dev.fairlead.command.LineProblems;
import dev.fairlead.command.RootOptions;
import dev.fairlead.command.build.BuildCommands;
import dev.fairlead.command.cluster.ClusterCommands;
import dev.fairlead.command.image.ImageCommands;
import dev.fairlead.command.image.LoginQuestions;
import dev.fairlead.command.rollout.RolloutCommands;
import dev.fairlead.command.sandbox.SandboxCommands;
import dev.fairlead.command.script.ScriptCommands;
import dev.fairlead.command.script.ScriptTools;
import dev.fairlead.command.session.CompleteWord;
import dev.fairlead.command.session.Exit;
import dev.fairlead.command.session.Help;
import dev.fairlead.command.session.ShowCompletion;
import dev.fairlead.command.session.ShowJournal;
import dev.fairlead.command.session.ShowVersion;
import dev.fairlead.completion.CommandCompleter;
import dev.fairlead.completion.NameCache;
import dev.fairlead.completion.PathNames;
import dev.fairlead.completion.ScriptOptions;
import dev.fairlead.gate.Gates;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.multicluster.MultiClusterService;
import dev.fairlead.notification.NotificationTarget;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.run.RealGates;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Views;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.wanted.Wanted;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.script.ScriptGates;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.script.ast.Argument;
import dev.fairlead.script.check.ScriptChecks;
import dev.fairlead.script.export.PipelineExport;
import dev.fairlead.script.format.ScriptFormatter;
import dev.fairlead.script.io.ExternalAccess;
import dev.fairlead.script.job.ScriptJobs;
import dev.fairlead.script.library.ScriptLibrary;
import dev.fairlead.script.library.Template;
import dev.fairlead.script.rehearsal.Rehearsals;
import dev.fairlead.script.run.RunSurroundings;
import dev.fairlead.script.test.IsolatedSandboxes;
import dev.fairlead.script.test.ScriptTests;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.Interpreter;
import dev.fairlead.terminal.JavaLines;
import dev.fairlead.terminal.LineRunner;
import dev.fairlead.terminal.PromptParts;
import dev.fairlead.terminal.SessionPlace;
import dev.fairlead.terminal.StandardInput;
import dev.fairlead.terminal.UserPrompts;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The composition root: everything is made here, once, and nothing of it connects before its first use. */
public final class Wiring implements AutoCloseable {
    private final Clusters clusters;
    private final SwitchedBackend backend;
    private final Lazy<ClusterService> cluster;
    private final Journal journal;
    private final Lazy<RolloutService> rollouts;
    private final Lazy<Gates> gates;
    private final Lazy<ReleaseService> releases;
    private final CommandTree commands;
    private final Renderer renderer;
    private final Settings settings;
    private final StandardInput input;
    private final NameCache names;
    private final JavaLines java;
    private final Lazy<SandboxSession> sandbox;
    private final Lazy<ScriptService> scripts;

    public Wiring(Settings settings, RootOptions options) {
        this(settings, options, StandardInput.unattended());
    }

    /** @param input what commands read from standard input, and where they ask the user */
    public Wiring(Settings settings, RootOptions options, StandardInput input) {
        this(settings, options, input, UnaryOperator.identity());
    }

    /** @param sandboxImages of what the sandbox's node could pull makes what it can pull */
    Wiring(Settings settings, RootOptions options, StandardInput input, UnaryOperator<ImageCatalog> sandboxImages) {
        this.settings = settings;
        this.input = input;
        UserPrompts prompts = new UserPrompts(input);
        clusters = new Clusters(settings, options.kubeconfig(), options.context(), options.namespace());
        journal = new Journal(
                settings.stateDirectory(), settings.variable("USER", System.getProperty("user.name", "unknown")));
        ManifestFiles manifests = new ManifestFiles(settings::path, input::document, new ManifestUrl(settings));
        cluster = new Lazy<>(() -> new ClusterService(clusters, journal, manifests, prompts::confirm));
        backend = new SwitchedBackend(settings, journal, options.words().isEmpty());
        sandbox = new Lazy<>(() -> new SandboxSession(
                settings, sandboxImages.apply(backend.sandbox().catalog())));
        SandboxSwitchover place = new SandboxSwitchover(clusters, backend, sandbox);
        if (options.sandbox()) {
            place.on(options.namespace());
        }
        rollouts = new Lazy<>(() -> new RolloutService(clusters, journal, backend::registries, manifests, settings));
        Lazy<ApplySetService> sets =
                new Lazy<>(() -> new ApplySetService(clusters, journal, manifests, rollouts.get(), prompts::confirm));
        releases = new Lazy<>(() -> new ReleaseService(
                clusters, journal, rollouts.get(), new RealGates(new Lazy<>(this::gates)), prompts::confirm, settings));
        Lazy<MultiClusterService> fleets =
                new Lazy<>(() -> new MultiClusterService(clusters, releases.get(), rollouts.get()));
        renderer = new Renderer(Views.standard());
        names = new NameCache(new ReachableNames(clusters, backend::images).sources(), this::sessionKey);
        Lazy<ScriptServices> services = new Lazy<>(() -> new ScriptServices(
                backend::builds,
                backend::images,
                cluster.get(),
                rollouts.get(),
                sets.get(),
                releases.get(),
                fleets.get(),
                new ScriptLines(this::commands, renderer),
                new ExternalAccess(settings, backend.engine(), this::variables)));
        scripts = new Lazy<>(() -> new ScriptService(
                services.get(), new RunSurroundings(settings, journal, prompts::confirm, prompts::password)));
        Lazy<ScriptTools> tools = new Lazy<>(this::scriptTools);
        gates = new Lazy<>(() -> new Gates(
                settings, this::variables, rollouts.get(), new ScriptGates(services, settings.workingDirectory())));
        java = new SessionJava(services);
        commands = new CommandTree(
                new CommandGroup(
                        "",
                        "",
                        () -> List.of(
                                new Help(this::commands),
                                new ShowJournal(journal),
                                new ShowCompletion(this::commands),
                                new ShowVersion(),
                                ScriptCommands.run(scripts, tools),
                                new CompleteWord(this::completer, this::commands),
                                new Exit())),
                List.of(
                        BuildCommands.group(backend::builds),
                        ImageCommands.group(
                                backend::images, new LoginQuestions(prompts::text, prompts::password), prompts::secret),
                        ClusterCommands.group(cluster, options.words().isEmpty(), settings),
                        RolloutCommands.group(rollouts, sets, releases, fleets),
                        SandboxCommands.group(sandbox, place, options.words().isEmpty()),
                        ScriptCommands.group(scripts, tools)),
                new Converters(settings)
                        .with(ImageReference.class, ImageReference::parse)
                        .with(BuildSecret.class, BuildSecret::parse)
                        .with(BuildArgument.class, text -> BuildArgument.parse(text, settings.environment()))
                        .with(ContextDirectory.class, text -> ContextDirectory.parse(text, settings))
                        .with(WorkloadRef.class, WorkloadRef::parse)
                        .with(Wanted.class, Wanted::parse)
                        .with(RequestMatch.class, RequestMatch::parse)
                        .with(RouteChoice.class, RouteChoice::parse)
                        .with(Template.class, Template::parse)
                        .with(NotificationTarget.class, NotificationTarget::parse));
    }

    private ScriptTools scriptTools() {
        LineProblems lines = new LineProblems(commands(), Argument.UNKNOWN);
        ScriptChecks checks =
                new ScriptChecks(scripts, lines::of, () -> settings.names(PreferenceKey.CONTEXTS_PROTECTED));
        Path here = settings.workingDirectory();
        ScriptJobs jobs = new ScriptJobs(
                scripts,
                clusters,
                settings,
                journal,
                backend::builds,
                backend::images,
                OwnJar::find,
                commands()::rights);
        IsolatedSandboxes sandboxes = request -> SandboxedSession.open(settings, request);
        return new ScriptTools(
                checks,
                new ScriptFormatter(here),
                input::text,
                new ScriptLibrary(scripts, here),
                new PipelineExport(scripts, here),
                jobs,
                new ScriptTests(sandboxes, scripts, settings),
                new Rehearsals(sandboxes, scripts, clusters));
    }

    /** What programs find instead of the session's own variables: they are led where the session acts. */
    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        String kubeconfig =
                clusters.files().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        if (!kubeconfig.isEmpty()) {
            variables.put("KUBECONFIG", kubeconfig);
        }
        if (clusters.isInSandbox()) {
            variables.put("DOCKER_HOST", "unix:///dev/null/the-sandbox-has-no-engine");
            variables.put("DOCKER_CONTEXT", "");
        }
        return variables;
    }

    public CommandTree commands() {
        return commands;
    }

    public ImageService images() {
        return backend.images();
    }

    public RegistryClient registries() {
        return backend.registries();
    }

    public Gates gates() {
        return gates.get();
    }

    public BuildService builds() {
        return backend.builds();
    }

    /** The images of the sandbox, wherever the session is. */
    SandboxBackend sandboxImages() {
        return backend.sandbox();
    }

    ScriptService scripts() {
        return scripts.get();
    }

    SandboxSession sandbox() {
        return sandbox.get();
    }

    /** The session's. */
    ClusterClient cluster() {
        return clusters.open(ClusterScope.CURRENT);
    }

    /** @param verbose whether failures show their stack trace */
    public LineRunner lines(boolean verbose) {
        return new LineRunner(commands, renderer, verbose, clusters::warnings);
    }

    /** What a session of lines runs on. */
    public Interpreter interpreter(boolean verbose) {
        return new Interpreter(commands, lines(verbose), java, renderer);
    }

    /** What the prompt is made of. */
    public PromptParts prompt(boolean verbose, boolean colour) {
        return new PromptParts(
                interpreter(verbose),
                completer(),
                commands::model,
                this::place,
                backend::trouble,
                input,
                settings.stateDirectory().resolve("history"),
                colour);
    }

    private CommandCompleter completer() {
        ScriptOptions options = new ScriptOptions(typed -> scripts.get().words(settings.path(typed)));
        return new CommandCompleter(names, new PathNames(settings::path), options);
    }

    private Optional<SessionPlace> place() {
        return clusters.current()
                .map(context -> new SessionPlace(context.name(), context.namespace(), clusters.isInSandbox()));
    }

    private String sessionKey() {
        return place().map(place -> place.context() + "/" + place.namespace()).orElse("");
    }

    @Override
    public void close() {
        names.close();
        java.close();
        clusters.close();
        sandbox.ifMade(SandboxSession::close);
        backend.close();
    }
}
