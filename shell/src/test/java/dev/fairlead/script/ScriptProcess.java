package dev.fairlead.script;

import dev.fairlead.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A run of a script in a process of its own, which can be killed at a step. */
final class ScriptProcess {
    static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Path home;
    private final Map<String, String> environment;
    private Process process;

    ScriptProcess(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** The variables of a session on the real parts whose directories are all below this one. */
    static Map<String, String> environment(Path home) {
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        environment.put("HOME", home.toString());
        environment.put("XDG_STATE_HOME", home.resolve(".local/state").toString());
        environment.put("XDG_CACHE_HOME", home.resolve(".cache").toString());
        environment.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
        return environment;
    }

    void start(String... words) throws IOException {
        startWith(List.of(), words);
    }

    /** @param before words before the JVM's own, e.g. a program that starts it */
    void startWith(List<String> before, String... words) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--add-opens",
                "jdk.jshell/jdk.jshell=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fairlead.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        // A test that fails before it lets the process end leaves none behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** The run whose journal says that it has begun a step. */
    String awaitStep(String step) throws Exception {
        Path runs = home.resolve(".local/state/fairlead/runs");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            if (Files.exists(runs)) {
                try (Stream<Path> files = Files.list(runs)) {
                    for (Path file : files.toList()) {
                        if (Files.readString(file).contains("\"step\":\"" + step + "\"")) {
                            return file.getFileName().toString().replace(".ndjson", "");
                        }
                    }
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not begun: " + Files.readString(said()));
    }

    /** Kills it as a machine that loses its power would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The exit code, once it has ended by itself. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** What it, and those before it, have printed. */
    String printed() throws IOException {
        return Files.readString(said());
    }

    private Path said() {
        return home.resolve("process.out");
    }
}
