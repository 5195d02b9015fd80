package dev.fairlead.script.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An image with this machine's JDK on busybox, for where no image with one can be pulled. */
final class JdkImage {
    private static final String MODULES =
            "java.se,jdk.compiler,jdk.jshell,jdk.crypto.ec,jdk.unsupported,jdk.zipfs," + "jdk.httpserver";

    private JdkImage() {}

    /** Builds it, unless the engine has one of that name, and pushes it. */
    static void push(String image, Path directory) throws IOException {
        if (ended(List.of("docker", "image", "inspect", image)) != 0) {
            build(image, Files.createDirectories(directory.resolve("jdk-image")));
        }
        ran(List.of("docker", "push", "-q", image));
    }

    private static void build(String image, Path context) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        ran(List.of(
                home.resolve("bin/jlink").toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                context.resolve("jdk").toString()));
        for (String library : libraries(home)) {
            Path copy = context.resolve("libraries" + library);
            Files.createDirectories(copy.resolveSibling(""));
            Files.copy(Path.of(library), copy);
        }
        Files.writeString(context.resolve("Dockerfile"), """
                FROM busybox:1.35
                COPY libraries /
                COPY jdk /opt/jdk
                ENV PATH=/opt/jdk/bin:/usr/local/bin:/usr/bin:/bin
                """);
        ran(List.of("docker", "build", "-q", "-t", image, context.toString()));
    }

    /** The C library and what else the JDK is linked to, as the paths by which it asks for them. */
    private static List<String> libraries(Path home) throws IOException {
        String linked = ran(List.of(
                "ldd",
                home.resolve("bin/java").toString(),
                home.resolve("lib/server/libjvm.so").toString()));
        return linked.lines()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .filter(word -> word.startsWith("/lib") && !word.endsWith(":"))
                .distinct()
                .toList();
    }

    private static String ran(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ended(process) != 0) {
            throw new AssertionError(command + ": " + output);
        }
        return output;
    }

    private static int ended(List<String> command) throws IOException {
        return ended(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
