package dev.fairlead.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packaged launcher as a process of its own, with an environment of its own. */
final class Launcher {
    static final Path PROJECT =
            Path.of(System.getProperty("fairlead.project")).toAbsolutePath().normalize();
    static final Path SCRIPT = PROJECT.resolve("shell/bin/fairlead");
    static final Path JAR = PROJECT.resolve("shell/target/fairlead.jar");

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private List<String> start = List.of(SCRIPT.toString());
    private Path directory;

    Launcher(Path home) {
        this.home = home;
        this.directory = home;
        environment.put("HOME", home.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("FAIRLEAD_ARCHIVE", "off");
    }

    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Launcher startedAs(String... words) {
        start = List.of(words);
        return this;
    }

    Launcher in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    Ran run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** The JDKs that are installed where Debian and others put them, by their own directories. */
    static Stream<Path> jdks() throws IOException {
        try (Stream<Path> places = Files.list(Path.of("/usr/lib/jvm"))) {
            return places
                    .filter(place -> !Files.isSymbolicLink(place))
                    .filter(place -> Files.exists(place.resolve("release")))
                    .toList()
                    .stream();
        }
    }

    record Running(Process process, Path out, Path err) {
        Ran end() throws IOException, InterruptedException {
            int exitCode = process.waitFor();
            return new Ran(
                    exitCode,
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }
    }

    record Ran(int exitCode, String out, String err) {}
}
