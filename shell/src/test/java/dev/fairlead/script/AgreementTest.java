package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.replay.Recordings;
import dev.fairlead.script.source.ScriptFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts of agreement.txt by the jshell tool of this JDK and by fairlead, cold and replayed. */
@Tag("launcher")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AgreementTest {
    private static final String END = "@@@ end of ";

    private Path directory;

    private final Map<String, String> tool = new HashMap<>();

    /** @param ours what fairlead prints where it means to differ; empty where it does not */
    private record Row(String name, String source, String ours) {
        /** It would end the tool, and with it the other scripts. */
        boolean ends() {
            return source.contains("/exit") || source.contains("System.exit");
        }

        boolean differs() {
            return name.startsWith("ours: ");
        }

        String fileName() {
            return name.replaceAll("\\W+", "-") + ".jsh";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void runByTheTool(@TempDir Path temporary) throws IOException, InterruptedException {
        directory = temporary;
        StringBuilder batch = new StringBuilder();
        for (Row row : rows().toList()) {
            Path file = Files.writeString(directory.resolve(row.fileName()), row.source());
            if (row.ends()) {
                tool.put(row.name(), printedByTool(file));
            } else {
                batch.append("/reset\n/open ").append(file).append('\n');
                batch.append("System.out.println(\"\\n" + END)
                        .append(row.name())
                        .append("\")\n");
            }
        }
        Path all = Files.writeString(directory.resolve("all.jsh"), batch + "/exit\n");
        StringBuilder printed = new StringBuilder();
        for (String line : printedByTool(all).split("(?<=\n)")) {
            if (line.startsWith(END)) {
                // the line's end before the mark is the mark's own
                tool.put(line.substring(END.length()).strip(), printed.substring(0, printed.length() - 1));
                printed.setLength(0);
            } else {
                printed.append(line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void coldAndReplayedRunsPrintWhatTheToolPrints(Row row) throws IOException, InterruptedException {
        if (row.source().contains("System.exit")) {
            return;
        }
        Path file = directory.resolve(row.fileName());
        Path cache = directory.resolve("cache");
        String expected = row.differs() ? row.ours() : tool.get(row.name());
        assertEquals(expected, printed(file, cache));
        boolean recorded = new Recordings(cache.resolve("scripts"))
                .find(file, new ScriptFiles(directory).read(file), new ScriptFiles(directory))
                .isPresent();
        if (row.differs()) {
            assertNotEquals(expected, tool.get(row.name()), "it need not be an exception");
        } else {
            assertTrue(recorded, "it can be replayed");
        }
        assertEquals(expected, printed(file, cache), "replayed");
    }

    private String printed(Path file, Path cache) {
        StringBuilder printed = new StringBuilder();
        ScriptService scripts = new ScriptService(TestApi.services(), directory, cache);
        try {
            scripts.run(new RunRequest(file, List.of()), event -> {
                if (event instanceof ProgressEvent.Printed text) {
                    printed.append(text.text());
                }
            });
        } catch (OpsException e) {
            // the table says what is printed up to there
        }
        return printed.toString();
    }

    /** Standard output without the tool's own words. */
    private String printedByTool(Path file) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-R-XX:TieredStopAtLevel=1",
                        "-J-Djava.util.prefs.userRoot=" + directory,
                        "-J-Dfile.encoding=UTF-8",
                        "-R-Dfile.encoding=UTF-8",
                        "-s",
                        file.toString())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return Files.readString(out)
                .lines()
                .filter(line -> !line.startsWith("|"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    static Stream<Row> rows() throws IOException {
        String[] sections = Files.readString(Path.of(System.getProperty("fairlead.project"), "shell/src/test/resources")
                        .resolve("dev/fairlead/script/agreement.txt"))
                .split("(?m)^=== ");
        List<Row> rows = new ArrayList<>();
        for (String section : List.of(sections).subList(1, sections.length)) {
            String[] parts = section.split("\n--- (ours|why)\n");
            int line = parts[0].indexOf('\n');
            String ours = parts.length > 1 ? parts[1] + "\n" : "";
            rows.add(new Row(parts[0].substring(0, line), parts[0].substring(line + 1), ours));
        }
        return rows.stream();
    }
}
