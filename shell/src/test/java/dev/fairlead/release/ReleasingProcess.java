package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.TemporaryDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** fairlead as a process of its own that releases deployment/web as a canary; closing kills it. */
final class ReleasingProcess implements AutoCloseable {
    /** As the launcher starts it. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final BufferedReader lines;

    /** @param more variables of its environment */
    ReleasingProcess(Bench bench, Map<String, String> more) throws IOException {
        Path home = TemporaryDirectory.make("releasing");
        ProcessBuilder builder = new ProcessBuilder(
                // A test run behind a shell's & inherits that Ctrl-C is ignored.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(SHORT_LIVED);
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.fairlead.Main"));
        builder.command().addAll(List.of("rollout", "deploy", "web", "-n", bench.namespace.name, "--image", bench.v2));
        builder.command().addAll(List.of("--strategy", "canary", "--steps", "50%", "--pause", "3s"));
        builder.redirectErrorStream(true).environment().put("HOME", home.toString());
        builder.environment().putAll(more);
        process = builder.start();
        lines = process.inputReader();
    }

    /** Reads until it says that. */
    void readTo(String words) throws IOException {
        StringBuilder said = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !line.contains(words)) {
            said.append(line).append('\n');
            line = lines.readLine();
        }
        assertTrue(line != null, said::toString);
    }

    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    Ended end() throws InterruptedException {
        String said = lines.lines().collect(Collectors.joining("\n"));
        return new Ended(process.waitFor(), said);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        lines.close();
    }

    /** @param said what it printed since it was last read */
    record Ended(int exitCode, String said) {}
}
