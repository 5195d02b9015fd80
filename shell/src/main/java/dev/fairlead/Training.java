package dev.fairlead;

import dev.fairlead.command.RootOptions;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.Questions;
import dev.fairlead.terminal.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the launcher has the JVM rehearse when it makes a start-up archive: the classes that a prompt and common lines
 * load. The launcher gives it an empty home; it talks to servers of its own only, and its output is of no use to anyone.
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

    private static final List<String> SESSION = List.of(
            "help", "version", "cluster get namespaces", "image ls", "1 + 1", "var answer = 42;", "ver\t", "exit");

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        giveUpAfter(Duration.ofMinutes(2));
        Path home = Path.of(System.getProperty("user.home"));
        Path kubeconfig = home.resolve(".kube/config");
        Files.createDirectories(kubeconfig.getParent());
        Files.writeString(home.resolve("rehearsal.jsh"), "var answer = 6 * 7;\n");
        try (TrainingServer cluster = TrainingServer.cluster();
                TrainingServer engine = TrainingServer.engine(home.resolve("engine.sock"))) {
            Files.writeString(kubeconfig, kubeconfig(cluster.address()));
            System.err.println("rehearsing with " + engine.address());
            for (String line : LINES) {
                Main.run(line.split(" "));
            }
            Settings settings = Settings.of(System.getenv(), home, home);
            try (Wiring wiring = new Wiring(settings, RootOptions.parse(), new Questions(true))) {
                Rehearsal.run(wiring.prompt(true, true), SESSION);
            }
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

    private static String kubeconfig(String server) {
        return """
                apiVersion: v1
                kind: Config
                current-context: rehearsal
                contexts: [{name: rehearsal, context: {cluster: rehearsal, user: rehearsal}}]
                clusters: [{name: rehearsal, cluster: {server: "%s"}}]
                users: [{name: rehearsal, user: {token: none}}]
                """.formatted(server);
    }
}
