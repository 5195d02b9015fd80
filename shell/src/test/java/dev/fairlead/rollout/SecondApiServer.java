package dev.fairlead.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A further kube-apiserver on the cluster's own store, which may be killed while the first one serves everybody else. It
 * is started with the flags of the first, which must run on this machine and be readable to us.
 */
final class SecondApiServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;

    private SecondApiServer(List<String> flags, int port, Path directory) {
        this.port = port;
        this.log = directory.resolve("apiserver.log");
        this.command = new ArrayList<>();
        for (String flag : flags) {
            boolean own = flag.startsWith("--secure-port=") || flag.startsWith("--endpoint-reconciler-type=");
            if (!own) {
                command.add(flag);
            }
        }
        command.add("--secure-port=" + port);
        // The addresses of the kubernetes Service stay those of the first.
        command.add("--endpoint-reconciler-type=none");
    }

    /**
     * Not started yet; empty where there is no such process to copy.
     *
     * @param of the address of the first
     */
    static Optional<SecondApiServer> beside(URI of, Path directory) {
        return commandLine(of.getPort()).map(flags -> new SecondApiServer(flags, freePort(), directory));
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + port);
    }

    /** Returns when it serves, which a request must tell. */
    void start(BooleanSupplier serves) {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ScratchNamespace.await(() -> !process.isAlive() || serves.getAsBoolean(), START);
        if (!process.isAlive()) {
            throw new IllegalStateException("the second kube-apiserver ended:\n" + tail());
        }
    }

    /** As the kernel does it when memory is short: nothing is said to anybody. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Of the kube-apiserver that listens on the port. */
    private static Optional<List<String>> commandLine(int port) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(directory -> words(directory.resolve("cmdline")))
                    .filter(words -> !words.isEmpty()
                            && words.get(0).endsWith("kube-apiserver")
                            && words.contains("--secure-port=" + port)
                            && Files.isExecutable(Path.of(words.get(0))))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> words(Path file) {
        try {
            String line = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return line.isEmpty() ? List.of() : List.of(line.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
