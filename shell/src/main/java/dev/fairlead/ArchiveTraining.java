package dev.fairlead;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * What the launcher has the JVM rehearse when it makes a start-up archive: the classes that a prompt and common lines
 * load. The launcher gives it an empty home and a {@link dev.fairlead.terminal.HeadlessTerminal terminal} where the session
 * is typed; it talks to servers of its own only, and its output is of no use to anyone.
 */
final class ArchiveTraining {
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
            "run rehearsal.jsh first",
            "run rehearsal.jsh replayed",
            "run rehearsal.jsh");

    /** What scripts are made of; without a word it fails, so that a failure is rehearsed, too. */
    static final String SCRIPT = """
            // Greets.
            var name = words().isEmpty() ? "nobody" : words().get(0);
            var tag = param("tag").describe("a tag").matching("v.+").otherwise("v1").value();
            record Pair(String key, int value) { }
            enum Size { SMALL, LARGE }
            List<Pair> pairs(int count) {
                return IntStream.range(0, count).mapToObj(i -> new Pair(name + i, i)).toList();
            }
            for (var pair : pairs(2)) {
                println(pair.key() + "=" + pair.value());
            }
            var counts = new TreeMap<String, Integer>(Map.of(tag, 1));
            counts.merge(tag, 1, Integer::sum);
            printf("%s %d%n", counts, pairs(3).stream().filter(pair -> pair.value() > 0).count());
            println(pairs(2).stream().map(Pair::key).sorted().collect(Collectors.joining(", ")));
            switch (Size.valueOf("SMALL")) {
                case SMALL -> System.out.println(Duration.between(Instant.EPOCH, Instant.EPOCH));
                default -> log("large");
            }
            if (name.equals("nobody")) {
                fail("nobody is there");
            }
            """;

    /** As timeout(1) says it; the launcher tries such a training again. */
    private static final int TOOK_TOO_LONG = 124;

    private ArchiveTraining() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        giveUpAfter(Duration.ofMinutes(2));
        Path home = Path.of(System.getProperty("user.home"));
        Path kubeconfig = Path.of(System.getenv("KUBECONFIG"));
        Path history =
                Files.createDirectories(home.resolve(".local/state/fairlead")).resolve("history");
        Files.writeString(history, "cluster get pods\n");
        Files.writeString(home.resolve("rehearsal.jsh"), SCRIPT);
        TrainingIdentity identity = TrainingIdentity.in(home);
        ServerSocket listening = identity.listen();
        TrainingServer.cluster(listening);
        TrainingServer.engine(home.resolve("engine.sock"));
        Files.writeString(kubeconfig, kubeconfig(listening.getLocalPort(), identity));
        for (String line : LINES) {
            Main.run(line.split(" "));
        }
        Main.run();
        System.exit(0);
    }

    /** Nobody waits for a rehearsal, so nobody would end one that hangs. */
    private static void giveUpAfter(Duration limit) {
        Thread guard = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                        Runtime.getRuntime().halt(TOOK_TOO_LONG);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "guard");
        guard.setDaemon(true);
        guard.start();
    }

    /** In the styles that kubectl and people write. */
    private static String kubeconfig(int port, TrainingIdentity identity) throws GeneralSecurityException {
        return """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: %s
                    server: https://127.0.0.1:%d
                  name: rehearsal
                contexts:
                - name: rehearsal
                  context: {cluster: rehearsal, user: rehearsal}
                current-context: rehearsal
                kind: Config
                preferences: {}
                users:
                - name: rehearsal
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                """.formatted(identity.certificate(), port, identity.certificate(), identity.key());
    }
}
