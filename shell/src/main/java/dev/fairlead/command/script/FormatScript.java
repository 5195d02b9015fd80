package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.format.LayoutResult;
import dev.fairlead.script.format.ScriptFormatter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fmt",
        description = "Lay out saved scripts: indentation, blanks, blank lines. Words and line breaks stay.")
final class FormatScript implements ShellCommand<LayoutResult> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The scripts; - is standard input, which goes to standard output.")
    @Completes(Candidate.SCRIPT)
    private List<Path> files;

    @Option(names = "--check", description = "Change nothing; fail where a script is not formatted.")
    private boolean check;

    @Option(names = "--stdout", description = "Print the script as it should be; change nothing.")
    private boolean print;

    private final ScriptFormatter formatter;
    private final Supplier<String> standardInput;

    FormatScript(ScriptFormatter formatter, Supplier<String> standardInput) {
        this.formatter = formatter;
        this.standardInput = standardInput;
    }

    @Override
    public LayoutResult run(ProgressListener progress) {
        boolean reads = files.stream().anyMatch(file -> file.endsWith(STANDARD_INPUT));
        if (check && (print || reads)) {
            throw new OpsException(FailureKind.USAGE, "script fmt: --check prints no script; drop --stdout and -");
        }
        if (!print && !reads) {
            return new LayoutResult.Files(check ? formatter.requireFormatted(files) : formatter.format(files));
        }
        if (files.size() > 1) {
            throw new OpsException(FailureKind.USAGE, "script fmt prints one script; name one");
        }
        return new LayoutResult.Text(
                reads ? formatter.text("standard input", standardInput.get()) : formatter.text(files.get(0)));
    }
}
