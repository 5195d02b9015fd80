package dev.fairlead.rollout;

import dev.fairlead.RealParts;
import dev.fairlead.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Small images in the open registry, made by the docker CLI from busybox. */
public final class SampleImages {
    private static final String REPOSITORY = "fairlead-it/rollout";

    /** Those that this process has made, by their tags. */
    private static final Map<String, String> MADE = new ConcurrentHashMap<>();

    private SampleImages() {}

    /** Serves {@code /} on port 8080 as a user that is not root. */
    public static String web(String version) {
        return made(
                "web-" + version,
                "WORKDIR /www",
                "COPY index.html /www/",
                "ENV VERSION=" + version,
                "USER 10001",
                // httpd as the first process hears no other signal, and tests need not wait for its grace period.
                "STOPSIGNAL SIGKILL",
                "CMD [\"httpd\", \"-f\", \"-p\", \"8080\"]");
    }

    /** Ends at once with exit code 3 and says why. */
    public static String crashing() {
        return made(
                "crashing",
                "USER 10001",
                "CMD [\"sh\", \"-c\", \"echo connecting to db:5432; echo 'FATAL: no database' >&2; exit 3\"]");
    }

    /** Serves as {@link #web} does for so many seconds, and crashes then and from then on. */
    public static String tiring(int seconds) {
        return made(
                "tiring-" + seconds,
                "WORKDIR /www",
                "COPY index.html /www/",
                "ENV VERSION=tiring",
                "USER 10001",
                "CMD [\"sh\", \"-c\", \"timeout " + seconds
                        + " httpd -f -p 8080; echo 'FATAL: no more connections' >&2; exit 3\"]");
    }

    private static String made(String tag, String... lines) {
        return MADE.computeIfAbsent(tag, missing -> make(missing, lines));
    }

    private static String make(String tag, String... lines) {
        String image = RealParts.registry() + "/" + REPOSITORY + ":" + tag;
        try {
            Path context = TemporaryDirectory.make("sample-image");
            Files.writeString(context.resolve("index.html"), tag + "\n");
            Files.write(
                    context.resolve("Dockerfile"),
                    Stream.concat(Stream.of("FROM busybox:1.35"), Stream.of(lines))
                            .toList());
            Programs.run("", List.of("docker", "build", "-q", "-t", image, context.toString()));
            Programs.run("", List.of("docker", "push", "-q", image));
            Files.delete(context.resolve("index.html"));
            Files.delete(context.resolve("Dockerfile"));
            Files.delete(context);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Programs that users have beside fairlead. */
    public static final class Programs {
        private Programs() {}

        /** What it printed; it must end well. */
        static String run(String input, List<String> command) {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                }
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int code = process.waitFor();
                if (code != 0) {
                    throw new IllegalStateException(command + " ended with " + code + ": " + output);
                }
                return output;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        public static boolean exist(String program) {
            return Stream.of(System.getenv("PATH").split(":"))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        }
    }
}
