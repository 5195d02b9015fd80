package dev.fairlead.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.CommandModel;
import dev.fairlead.command.CommandModel.Option;
import dev.fairlead.command.CommandModel.Positional;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.ScriptWords;
import dev.fairlead.script.source.ScriptOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandCompleterTest {
    private static final Option OUTPUT = option("FORMAT", List.of("table", "json"), null, false, "-o", "--output");
    private static final Option CONTEXT = option("CONTEXT", List.of(), Candidate.CONTEXT, false, "--context");
    private static final Option NAMESPACE =
            option("NAMESPACE", List.of(), Candidate.NAMESPACE, false, "-n", "--namespace");
    private static final Option ENV = option("NAME=VALUE", List.of(), null, true, "-e", "--env");
    private static final Option VERBOSE = option("", List.of(), null, false, "--verbose");

    private static final Option FROM = option("STEP", List.of(), null, false, "--from");
    private static final Option DRY_RUN = option("", List.of(), null, false, "--dry-run");

    private static final Map<String, ScriptWords> SCRIPTS = Map.of(
            "scripts/ship.jsh", new ScriptWords(List.of(asked("tag"), asked("mode", "fast", "safe")), false, true),
            "try.jsh", new ScriptWords(List.of(asked("dry-run")), true, true),
            "own.jsh", new ScriptWords(List.of(asked("tag")), false, false));

    private static final CommandModel ROOT = group(
            "fairlead",
            group(
                    "rollout",
                    command("restart", List.of(OUTPUT, CONTEXT, NAMESPACE), positional(Candidate.WORKLOAD, false)),
                    command("deploy", List.of(ENV, OUTPUT, VERBOSE))),
            group(
                    "cluster",
                    command(
                            "get",
                            List.of(OUTPUT, CONTEXT, NAMESPACE),
                            positional(Candidate.KIND, false),
                            positional(Candidate.OBJECT, true)),
                    command("use", List.of(NAMESPACE), positional(Candidate.CONTEXT, false)),
                    command("apply", List.of(option("FILE", List.of(), Candidate.FILE, true, "-f", "--filename")))),
            command("run", List.of(VERBOSE), positional(Candidate.SCRIPT, false)),
            command(
                    "try",
                    List.of(VERBOSE, FROM, DRY_RUN),
                    positional(Candidate.SCRIPT, false),
                    new Positional("ARG", "More.", List.of(), Optional.empty(), false, true)),
            command("build", List.of(), positional(Candidate.DIRECTORY, false)),
            command("help", List.of(), positional(Candidate.COMMAND, true)));

    private static final Map<String, List<String>> EXISTING = Map.of(
            "CONTEXT", List.of("dev", "prod"),
            "NAMESPACE", List.of("default", "team"),
            "NAMESPACE prod", List.of("live"),
            "KIND", List.of("deployments", "pods"),
            "OBJECT pods", List.of("web-1", "web-2"),
            "OBJECT live pods", List.of("live-1"),
            "WORKLOAD", List.of("deployment/web", "statefulset/db"));

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(directory.resolve("scripts/sample"));
        Files.createFile(directory.resolve("scripts/ship.jsh"));
        Files.createFile(directory.resolve("try.jsh"));
        Files.createFile(directory.resolve("web.yaml"));
        Files.createFile(directory.resolve(".hidden"));
        Files.createFile(directory.resolve("two words.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            |                                         > rollout cluster run try build help
            ro|                                       > rollout
            rollout |                                 > restart deploy
            rollout re|                               > restart
            rollout restart |                         > deployment/web statefulset/db
            rollout restart dep|                      > deployment/web
            rollout restart deployment/web |          > --output --context --namespace
            rollout restart -|                        > --output --context --namespace
            rollout restart -o|                       > -o
            rollout restart -o json --|               > --context --namespace
            rollout restart -o |                      > table json
            rollout restart --output=j|               > --output=json
            rollout restart --context p|              > prod
            rollout restart -n |                      > default team
            rollout restart --context prod -n |       > live
            rollout deploy -e A=1 -|                  > --env --output --verbose
            rollout deploy --verbose --v|             > ``
            rollout deploy -e |                       > ``
            rollout nonsense |                        > ``
            cluster get |                             > deployments pods
            cluster get po|                           > pods
            cluster get pods |                        > web-1 web-2
            cluster get pods web-1 web|               > web-1 web-2
            cluster get pods/|                        > pods/web-1 pods/web-2
            cluster get -n live pods |                > live-1
            cluster use prod -n |                     > live
            cluster get -- -|                         > ``
            cluster apply -f |                        > scripts/ try.jsh 'two words.yaml' web.yaml
            cluster apply -f .|                       > .hidden
            cluster apply -f w|                       > web.yaml
            cluster apply -f web.yaml -f scripts/s|   > scripts/sample/ scripts/ship.jsh
            cluster apply -f 'two w|                  > 'two words.yaml'
            build |                                   > scripts/
            run |                                     > scripts/ try.jsh scripts/ship.jsh
            run scripts/|                             > scripts/sample/ scripts/ship.jsh
            try |                                     > scripts/ try.jsh scripts/ship.jsh
            try -|                                    > --verbose --from --dry-run
            try --from |                              > ``
            try scripts/ship.jsh |                    > --tag --mode --from --dry-run
            try scripts/ship.jsh --|                  > --tag --mode --from --dry-run
            try scripts/ship.jsh --t|                 > --tag
            try scripts/ship.jsh --tag |              > ``
            try scripts/ship.jsh --tag v1 -|          > --mode --from --dry-run
            try scripts/ship.jsh --mode |             > fast safe
            try scripts/ship.jsh --mode=s|            > --mode=safe
            try --dry-run scripts/ship.jsh -|         > --tag --mode --from --dry-run
            try scripts/ship.jsh -- -|                > ``
            try try.jsh |                             > ``
            try try.jsh word -|                       > --dry-run --from
            try own.jsh -|                            > --tag
            try absent.jsh -|                         > --verbose --from --dry-run
            help |                                    > rollout cluster run try build help
            help rollout |                            > restart deploy
            """)
    void offersWhatMayFollow(String line, String offered) {
        assertEquals(offered, offered(line));
    }

    @Test
    void describesCommandsAndOptions() {
        LineParser.Typed typed = LineParser.typed("rollout res");
        assertEquals(
                List.of(new Completion("restart", "About restart.", true)),
                completer().complete(ROOT, typed.before(), typed.last()));
    }

    private String offered(String marked) {
        LineParser.Typed typed = LineParser.typed(marked.substring(0, marked.indexOf('|')));
        return completer().complete(ROOT, typed.before(), typed.last()).stream()
                .map(c -> LineParser.quote(c.text()))
                .collect(Collectors.joining(" "));
    }

    private CommandCompleter completer() {
        return new CommandCompleter(
                CommandCompleterTest::existing,
                new PathNames(directory::resolve),
                new ScriptOptions(CommandCompleterTest::words));
    }

    private static ScriptWords words(String script) {
        if (!SCRIPTS.containsKey(script)) {
            throw new OpsException(FailureKind.NOT_FOUND, "there is no script " + script);
        }
        return SCRIPTS.get(script);
    }

    private static ScriptOption asked(String name, String... choices) {
        return new ScriptOption(name, "", false, name.startsWith("dry"), "", "", List.of(choices), false);
    }

    private static List<String> existing(CompletionScope place) {
        String key = (place.candidate() + (place.context().isEmpty() ? "" : " " + place.context())
                        + (place.namespace().isEmpty() ? "" : " " + place.namespace()) + " " + place.kind())
                .strip();
        return EXISTING.getOrDefault(key, List.of());
    }

    private static CommandModel group(String name, CommandModel... commands) {
        return new CommandModel(name, "About " + name + ".", List.of(), List.of(), List.of(commands));
    }

    private static CommandModel command(String name, List<Option> options, Positional... positionals) {
        return new CommandModel(name, "About " + name + ".", options, List.of(positionals), List.of());
    }

    private static Positional positional(Candidate candidate, boolean repeatable) {
        return new Positional(candidate.name(), "One.", List.of(), Optional.of(candidate), true, repeatable);
    }

    private static Option option(
            String label, List<String> values, @Nullable Candidate candidate, boolean repeatable, String... names) {
        return new Option(List.of(names), label, "One.", values, Optional.ofNullable(candidate), repeatable);
    }
}
