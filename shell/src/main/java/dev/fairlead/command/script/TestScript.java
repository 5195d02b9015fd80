package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.test.ScriptTests;
import dev.fairlead.script.test.TestOptions;
import dev.fairlead.script.test.TestReport;
import dev.fairlead.script.test.TestRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = "Try saved scripts in sandboxes of their own, with faults, and compare how they end with what is"
                + " expected; without a file all cases below scripts/.")
final class TestScript implements ShellCommand<TestReport> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A script, a file of cases such as ship.test.yaml, or a directory.")
    @Completes(Candidate.SCRIPT)
    private @Nullable Path file;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "What goes wrong: FAULT[=KIND/NAME][,next][,for=DURATION][,in=NAMESPACE][,after=STEP], with"
                    + " the words of sandbox fail.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--expect",
            paramLabel = "OUTCOME",
            description = "How it is to end: ok, a failure's family such as image, or an exit code; ok if not given.")
    private @Nullable String expected;

    @Option(names = "--given", paramLabel = "LINE", description = "A line to run in the sandbox before the script.")
    private List<String> given = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The session's namespace in the sandbox; default if not given.")
    private @Nullable String namespace;

    @Option(names = "--case", paramLabel = "TEXT", description = "Only the cases whose names contain this.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write how they went to this file: .html, .json, or .xml for JUnit's form.")
    @Completes(Candidate.FILE)
    private List<Path> reports = new ArrayList<>();

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "What the script sees; options of the test that it does not have itself may stand here too.")
    private List<String> arguments = new ArrayList<>();

    private final ScriptTests trials;

    TestScript(ScriptTests trials) {
        this.trials = trials;
    }

    @Override
    public TestReport run(ProgressListener progress) {
        TestOptions options = new TestOptions(
                faults, Optional.ofNullable(expected), given, Optional.ofNullable(namespace), cases, reports);
        return trials.run(new TestRequest(Optional.ofNullable(file), arguments, options), progress);
    }

    @Override
    public boolean takesAllThatFollows() {
        return true;
    }
}
