package dev.fairlead.terminal;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Converters;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.command.session.Exit;
import dev.fairlead.completion.CommandCompleter;
import dev.fairlead.completion.PathNames;
import dev.fairlead.completion.ScriptOptions;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Views;
import dev.fairlead.script.ScriptWords;
import dev.fairlead.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The real prompt with a few commands that behave as tests need them; argument: the directory of the history. */
final class PromptTestMain {
    private PromptTestMain() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        System.exit(Prompt.run(parts(directory, Optional.of(new SessionPlace("dev", "default")))));
    }

    static PromptParts parts(Path directory, Optional<SessionPlace> place) {
        StandardInput input = new StandardInput(System.in, true, new PrintWriter(System.err, true));
        CommandTree tree = tree(directory, input);
        Renderer renderer = new Renderer(Views.standard());
        Interpreter interpreter =
                new Interpreter(tree, new LineRunner(tree, renderer, false, List::of), new Braces(), renderer);
        return new PromptParts(
                interpreter,
                new CommandCompleter(
                        at -> List.of(),
                        new PathNames(directory::resolve),
                        new ScriptOptions(script -> new ScriptWords(List.of(), true, true))),
                tree::model,
                () -> place,
                () -> Optional.of("no Docker engine: /no/docker.sock is not there"),
                input,
                directory.resolve("history"),
                true);
    }

    private static CommandTree tree(Path directory, StandardInput input) {
        return new CommandTree(
                new CommandGroup(
                        "", "", () -> List.of(new Say(), new Read(input), new Wait(), new Stuck(), new Exit())),
                List.of(new CommandGroup("cluster", "Fail to reach a cluster.", () -> List.of(new Info(), new Ping()))),
                new Converters(Settings.of(Map.of(), directory, directory)));
    }

    /** Java as far as these tests need it: a block is whole when its braces are. */
    private static final class Braces implements JavaLines {
        @Override
        public boolean incomplete(String text) {
            return text.chars().filter(c -> c == '{').count()
                    > text.chars().filter(c -> c == '}').count();
        }

        @Override
        public List<Value> evaluate(String text, ProgressListener progress) {
            if (text.matches("\\w+")) {
                throw new OpsException(FailureKind.INVALID, "cannot find symbol " + text);
            }
            return List.of(new Value("$1", "int", text.length(), text.lines().count() + " lines of Java"));
        }

        @Override
        public List<Suggestion> suggestions(String text, int cursor) {
            return List.of(new Suggestion(cursor, "String", false), new Suggestion(cursor, "number", true));
        }

        @Override
        public List<String> signatures(String text, int cursor) {
            return List.of("int Maths.square(int number)");
        }
    }

    @Command(name = "say", description = "Say words.")
    static final class Say implements ShellCommand<String> {
        @Parameters(paramLabel = "WORD", description = "What to say.")
        private List<String> words = new ArrayList<>();

        @Override
        public String run(ProgressListener progress) {
            return "said " + String.join("|", words);
        }
    }

    @Command(name = "read", description = "Read standard input.")
    static final class Read implements ShellCommand<String> {
        private final StandardInput input;

        Read(StandardInput input) {
            this.input = input;
        }

        @Override
        public String run(ProgressListener progress) {
            return "read " + input.text().replace("\n", "|");
        }
    }

    @Command(name = "wait", description = "Wait until cancelled.")
    static final class Wait implements ShellCommand<String> {
        @Override
        public String run(ProgressListener progress) {
            progress.on(new ProgressEvent.Started("wait", "waiting for nothing"));
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                throw new Cancelled("cancelled the wait; nothing is left behind");
            }
        }
    }

    @Command(name = "stuck", description = "Wait and do not listen.")
    static final class Stuck implements ShellCommand<String> {
        @Override
        public String run(ProgressListener progress) {
            progress.note("stuck now");
            CountDownLatch never = new CountDownLatch(1);
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    progress.note("interrupted in vain");
                }
            }
            return "never";
        }
    }

    @Command(name = "info", description = "Fail to reach the cluster.")
    static final class Info implements ShellCommand<String> {
        @Override
        public String run(ProgressListener progress) {
            throw new OpsException(FailureKind.UNREACHABLE, "context dev: https://dev does not answer");
        }
    }

    @Command(name = "ping", description = "Reach the cluster.")
    static final class Ping implements ShellCommand<String> {
        @Override
        public String run(ProgressListener progress) {
            return "it answers";
        }
    }
}
