package dev.fairlead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private Training() {}

    public static void main(String[] arguments) throws IOException {
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
        }
        System.exit(0);
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
