package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.command.CommandModel;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.settings.PreferenceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentationTest {
    @TempDir
    private Path home;

    @Test
    void theCommandTableNamesEveryCommand() {
        try (Shell shell = new Shell(home, Map.of())) {
            StringBuilder table = new StringBuilder("| command | does |\n| --- | --- |\n");
            for (CommandModel first : shell.wiring().commands().model().subcommands()) {
                List<CommandModel> leaves = first.subcommands().isEmpty() ? List.of(first) : first.subcommands();
                for (CommandModel leaf : leaves) {
                    String group = leaf == first ? "" : first.name() + " ";
                    table.append("| `").append(group).append(usage(leaf)).append("` | ");
                    table.append(leaf.description()).append(" |\n");
                }
            }
            Documentation.check("commands", table.toString());
        }
    }

    @Test
    void theExitCodesAreThoseOfTheFailureKinds() throws IOException {
        String source = Files.readString(
                Documentation.project().resolve("shell/src/main/java/dev/fairlead/failure/FailureKind.java"));
        StringBuilder rows =
                new StringBuilder("| code | kind | means |\n| --- | --- | --- |\n| 0 | | " + FailureKind.WELL + " |\n");
        for (FailureKind kind : FailureKind.values()) {
            Matcher doc = Pattern.compile("/\\*\\* (.*?) \\*/\\s+" + kind.name() + "\\(")
                    .matcher(source);
            assertTrue(doc.find(), kind + " is not documented");
            assertEquals(doc.group(1), kind.meaning(), kind.name());
            rows.append("| ").append(kind.exitCode()).append(" | ");
            rows.append(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            rows.append(" | ").append(doc.group(1)).append(" |\n");
        }
        Documentation.check("exit-codes", rows.toString());
    }

    @Test
    void theSettingsAreThoseThatAreRead() {
        StringBuilder rows = new StringBuilder("| setting | variable | option | if none is given | means |\n")
                .append("| --- | --- | --- | --- | --- |\n");
        for (PreferenceKey key : PreferenceKey.values()) {
            rows.append("| `").append(key).append("` | `").append(key.variable());
            rows.append("` | `").append(key.option()).append("` |");
            rows.append(key.standard().isEmpty() ? "" : " " + key.standard())
                    .append(" | ")
                    .append(key.meaning())
                    .append(" |\n");
        }
        Documentation.check("settings", rows.toString());
    }

    @Test
    void everySettingIsAnOptionToo() {
        try (Shell shell = new Shell(home, Map.of())) {
            Map<String, String> lines = Map.of(
                    "rollout", "rollout deploy web --image=web",
                    "gates", "rollout deploy web --image=web",
                    "contexts", "script check ship.jsh",
                    "job", "run --in-cluster");
            for (PreferenceKey key : PreferenceKey.values()) {
                boolean duration = key == PreferenceKey.ROLLOUT_UNREADY || key == PreferenceKey.ROLLOUT_STABLE;
                String open = duration ? "5s" : "json=http://127.0.0.1";
                String value = key.standard().isEmpty() ? open : key.standard();
                String line = lines.get(key.toString().split("\\.")[0]);
                List<String> words = new ArrayList<>(LineParser.words(line));
                words.add(key.option() + "=" + value);
                if (line.startsWith("run")) {
                    words.add("ship.jsh");
                }
                shell.wiring().commands().parse(words);
            }
        }
    }

    @Test
    void noTwoKindsShareAnExitCode() {
        Set<Integer> codes = new HashSet<>();
        Arrays.stream(FailureKind.values()).forEach(kind -> assertTrue(codes.add(kind.exitCode()), kind.name()));
    }

    @Test
    void everyLineWithFairleadIsUnderstoodAsItIsWritten() {
        try (Shell shell = new Shell(home, Map.of())) {
            List<String> lines = fairleadLines();
            assertTrue(lines.size() >= 8, "only " + lines);
            for (String line : lines) {
                List<String> words = LineParser.words(line);
                if (words.isEmpty() || !shell.wiring().commands().knows(words.get(0))) {
                    continue;
                }
                shell.wiring().commands().parse(words);
            }
        }
    }

    @Test
    void itsGatesAreUnderstoodAsTheyAreWritten() {
        List<String> gates = Documentation.part("gates")
                .lines()
                .filter(line -> !line.startsWith("```"))
                .toList();
        Set<String> kinds = new HashSet<>();
        for (String gate : gates) {
            GateSpec spec = GateSpec.parse(gate);
            assertEquals(spec, GateSpec.parse(spec.toString()));
            kinds.add(spec.kind());
        }
        assertTrue(kinds.size() >= 8, kinds::toString);
    }

    @Test
    void everyFileAndHeadingThatIsNamedIsThere() {
        Pattern names = Pattern.compile(
                "\\]\\(([^)#]*)(#[^)]+)?\\)|`((?:scripts|shell/bin|shell/bench|shell/docs|completions)/[^` ]*)`");
        List<String> missing = new ArrayList<>();
        for (Path page : Documentation.pages()) {
            Matcher links = names.matcher(Documentation.text(page));
            while (links.find()) {
                Path file = links.group(3) != null
                        ? Documentation.project().resolve(links.group(3))
                        : links.group(1).isEmpty()
                                ? page
                                : page.resolveSibling(links.group(1)).normalize();
                boolean there = links.group().contains("](http") || Files.exists(file);
                if (!there || links.group(2) != null && !headings(file).contains(links.group(2))) {
                    missing.add(page.getFileName() + " " + links.group());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** As the anchors of their links. */
    private static List<String> headings(Path page) {
        return Documentation.text(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> "#"
                        + line.replaceFirst("^#+ ", "")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\w -]", "")
                                .replace(' ', '-'))
                .toList();
    }

    @Test
    void theReadmeIsShortAndItsSessionIsPartOfTheLongOne() throws IOException {
        assertTrue(Files.size(Documentation.project().resolve("README.md")) <= 8 * 1024);
        Iterator<String> session = Documentation.part("session").lines().iterator();
        for (String line : Documentation.part("short-session").lines().toList()) {
            boolean found = false;
            while (!found && session.hasNext()) {
                found = session.next().equals(line);
            }
            assertTrue(found, line);
        }
    }

    /** The words behind {@code fairlead>} and behind {@code fairlead} at a line's start. */
    static List<String> fairleadLines() {
        return Documentation.text()
                .lines()
                .map(String::strip)
                .flatMap(line -> Stream.of("fairlead> ", "fairlead ", "shell/bin/fairlead ")
                        .filter(line::startsWith)
                        .map(prefix -> line.substring(prefix.length()))
                        .limit(1))
                .toList();
    }

    private static String usage(CommandModel command) {
        StringBuilder usage = new StringBuilder(command.name());
        for (CommandModel.Positional positional : command.positionals()) {
            String label = positional.label() + (positional.repeatable() ? "…" : "");
            usage.append(' ').append(positional.required() ? label : "[" + label + "]");
        }
        return usage.toString();
    }
}
