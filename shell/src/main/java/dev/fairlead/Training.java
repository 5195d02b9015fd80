package dev.fairlead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the launcher has the JVM rehearse when it makes a start-up archive: the classes that a prompt and common lines
 * load. The launcher gives it an empty home and a {@link dev.fairlead.terminal.UnseenTerminal terminal} where the session
 * is typed; it talks to servers of its own only, and its output is of no use to anyone.
 */
final class Training {
    private static final List<String> LINES = List.of(
            "help",
            "version",
            "version -o json",
            "version -o yaml",
            "--context rehearsal journal",
            "journal -o wide",
            "helo",
            "image ls",
            "image ls -o json",
            "cluster contexts",
            "cluster get namespaces",
            "cluster get pods -o json",
            "cluster get pods absent",
            "rollout status deployment/absent",
            "build image absent",
            "script check rehearsal.jsh",
            "run rehearsal.jsh");

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        giveUpAfter(Duration.ofMinutes(2));
        Path home = Path.of(System.getProperty("user.home"));
        Path kubeconfig = Path.of(System.getenv("KUBECONFIG"));
        Path history =
                Files.createDirectories(home.resolve(".local/state/fairlead")).resolve("history");
        Files.writeString(history, "cluster get pods\n");
        Files.writeString(home.resolve("rehearsal.jsh"), "var answer = 6 * 7;\n");
        try (TrainingServer cluster = TrainingServer.cluster();
                TrainingServer engine = TrainingServer.engine(home.resolve("engine.sock"))) {
            Files.writeString(kubeconfig, kubeconfig(cluster.address()));
            System.err.println("rehearsing with " + engine.address());
            for (String line : LINES) {
                Main.run(line.split(" "));
            }
            Main.run();
        }
        System.exit(0);
    }

    /** Nobody waits for a rehearsal, so nobody would end one that hangs. */
    private static void giveUpAfter(Duration limit) {
        Thread guard = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                        Runtime.getRuntime().halt(1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "guard");
        guard.setDaemon(true);
        guard.start();
    }

    /** In the style that kubectl writes. */
    private static String kubeconfig(String server) {
        return """
                apiVersion: v1
                clusters:
                - cluster:
                    server: %s
                  name: rehearsal
                contexts:
                - context:
                    cluster: rehearsal
                    user: rehearsal
                  name: rehearsal
                current-context: rehearsal
                kind: Config
                preferences: {}
                users:
                - name: rehearsal
                  user:
                    token: none
                """.formatted(server);
    }
}
