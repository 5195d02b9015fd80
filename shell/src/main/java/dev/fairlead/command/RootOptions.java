package dev.fairlead.command;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What may stand before the first word: it holds for the whole session. */
@Command(name = "fairlead")
public final class RootOptions {
    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "Start in this kube context instead of the kubeconfig's current one.")
    @Completes(Candidate.CONTEXT)
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Start in this namespace.")
    @Completes(Candidate.NAMESPACE)
    private @Nullable String namespace;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Read this kubeconfig instead of $KUBECONFIG.")
    @Completes(Candidate.FILE)
    private @Nullable String kubeconfig;

    @Option(
            names = "--sandbox",
            description = "Act in the sandbox: a simulated cluster on this machine, and nothing else.")
    private boolean sandbox;

    @Option(names = "--verbose", description = "Show the stack traces of failures.")
    private boolean verbose;

    @Option(names = "--version", description = "Show the version.")
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            description = "Show the commands.")
    private boolean help;

    @Parameters(hidden = true)
    private List<String> words = new ArrayList<>();

    /**
     * Reads the options before the first word.
     *
     * @throws OpsException of kind USAGE
     */
    public static RootOptions parse(String... arguments) {
        RootOptions options = new RootOptions();
        if (arguments.length == 0 || !arguments[0].startsWith("-")) {
            options.words = List.of(arguments);
            return options;
        }
        CommandLine line = new CommandLine(options).setStopAtPositional(true).setExpandAtFiles(false);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new OpsException(FailureKind.USAGE, String.valueOf(e.getMessage())).hint("fairlead --help");
        }
        if (options.sandbox && (options.context != null || options.kubeconfig != null)) {
            String other = options.context != null ? "--context" : "--kubeconfig";
            throw new OpsException(FailureKind.USAGE, "--sandbox and " + other + " cannot be given together")
                    .hint("fairlead --sandbox " + String.join(" ", options.words));
        }
        return options;
    }

    /** How a further line is begun that acts in the same place: the launcher's name and the options before the words. */
    public String start() {
        StringBuilder start = new StringBuilder("fairlead");
        if (sandbox) {
            start.append(" --sandbox");
        }
        said(start, "--kubeconfig", kubeconfig);
        said(start, "--context", context);
        said(start, "-n", namespace);
        return start.toString();
    }

    private static void said(StringBuilder start, String option, @Nullable String value) {
        if (value != null) {
            start.append(' ').append(option).append(' ').append(LineParser.quote(value));
        }
    }

    /** Whether the session begins in the sandbox. */
    public boolean sandbox() {
        return sandbox;
    }

    public Optional<String> context() {
        return Optional.ofNullable(context);
    }

    public Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    public Optional<String> kubeconfig() {
        return Optional.ofNullable(kubeconfig);
    }

    public boolean verbose() {
        return verbose;
    }

    /** The line itself; {@code --help} and {@code --version} are the commands of those names. */
    public List<String> words() {
        return help ? List.of("help") : version ? List.of("version") : List.copyOf(words);
    }
}
