package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.command.CommandModel;
import dev.fairlead.command.LineParser;
import dev.fairlead.render.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets are planted wherever users have them, every verb is run, and then all that was printed or written is looked
 * through for them, as they are, in base64 and as URLs have them.
 */
final class SecretHuntTest {
    private static final Map<String, String> PLANTED = planted(
            "data of a Secret",
            "data of a Secret that is refused",
            "number in a Secret",
            "variable of a pod",
            "build argument",
            "registry password",
            "token in the URL of a gate",
            "header of a gate",
            "header of a wrong gate",
            "password in a command gate",
            "webhook",
            "key of notices",
            "token of Prometheus",
            "script parameter",
            "script parameter on a wrong line",
            "token of a kubeconfig",
            "answer of a credential plugin");

    private static final Pattern FAILING = Pattern.compile("(\\d+) (.*)", Pattern.DOTALL);

    /** Whoever may see a pod sees its variables: plans show them, and keep them for their owner alone. */
    private static final String SEEN = "variable of a pod";

    @TempDir
    private Path home;

    @TempDir
    private Path work;

    private final Map<String, String> printed = new LinkedHashMap<>();
    private final Set<String> verbs = new LinkedHashSet<>();
    private final List<String> unexpected = new ArrayList<>();
    private int files;

    private static Map<String, String> planted(String... places) {
        Map<String, String> planted = new LinkedHashMap<>();
        for (int i = 0; i < places.length; i++) {
            planted.put(
                    places[i],
                    places[i].startsWith("number")
                            ? "7306149255"
                            : "Pl4nted+%d/xq-%s".formatted(i, "z".repeat(i % 3 + 3)));
        }
        return planted;
    }

    private static String secret(String place) {
        return PLANTED.get(place);
    }

    @Test
    void noSecretIsPrintedOrWritten() throws IOException {
        write();
        String streams = withStreams(() -> {
            inTheSandbox();
            onTheKubeconfig();
        });
        printed.put("the process's own streams and loggers", streams);
        assertTrue(streams.contains("ending with ***") && streams.contains("logged ***"), streams);
        assertEquals(List.of(), found());
        assertEquals(List.of(), unexpected, "ended otherwise than its line says");
        assertTrue(printed.size() > 60 && files > 5, printed.size() + " lines, " + files + " files");
    }

    private void write() throws IOException {
        Files.writeString(work.resolve("secret.yaml"), """
                {apiVersion: v1, kind: Secret, metadata: {name: login}, stringData: {password: '%s'}}
                """.formatted(secret("data of a Secret")));
        Files.writeString(
                work.resolve("refused.yaml"), """
                {apiVersion: v1, kind: Secret, metadata: {name: login}, type: a/b, immutable: true,
                 data: {'in valid': %s}}
                """.formatted(base64(secret("data of a Secret that is refused"))));
        Files.writeString(work.resolve("number.yaml"), """
                {apiVersion: v1, kind: Secret, metadata: {name: login}, stringData: {pin: %s}}
                """.formatted(secret("number in a Secret")));
        Files.writeString(work.resolve("Dockerfile"), "FROM scratch\nARG KEY\nCOPY Dockerfile /\n");
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(
                home.resolve(".docker/config.json"),
                "{\"auths\": {\"registry.example.com\": {\"auth\": \"" + base64("me:" + secret("registry password"))
                        + "\"}}}");
        Files.writeString(work.resolve("use.jsh"), """
                var token = param("token").secret().required().value();
                System.out.print(token.substring(0, 5));
                System.out.flush();
                System.out.println(token.substring(5));
                print(token.substring(0, 5));
                println(token.substring(5));
                System.err.println("ending with " + token);
                java.util.logging.Logger.getLogger("a").warning("logged " + token);
                var thread = new Thread(() -> { throw new IllegalStateException("uncaught " + token); });
                thread.start();
                thread.join();
                step("Hold", () -> token);
                step("Fail", () -> { throw new IllegalStateException("said", new RuntimeException("caused by " + token)); });
                """);
    }

    private void inTheSandbox() throws IOException {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "FAIRLEAD_ROLLOUT_NOTIFY_SECRET", secret("key of notices"),
                "FAIRLEAD_GATES_PROMETHEUS_TOKEN", secret("token of Prometheus"),
                "FAIRLEAD_PROMETHEUS_TOKEN", secret("token of Prometheus")));
        try (Shell shell = Shell.sandbox(home, work, environment)) {
            String gates = " --gate \"http header='Authorization: Bearer " + secret("header of a gate")
                    + "' url=http://127.0.0.1:1/x?token=" + encoded(secret("token in the URL of a gate")) + "\""
                    + " --gate 'command curl --password " + secret("password in a command gate")
                    + " http://127.0.0.1:1'";
            for (String line : List.of(
                    "cluster apply -f secret.yaml",
                    "7 cluster apply -f refused.yaml",
                    "7 cluster apply -f number.yaml -o json",
                    "cluster apply -f secret.yaml --dry-run",
                    "cluster get secrets -o wide",
                    "cluster contexts -o json",
                    "cluster use sandbox",
                    "cluster info",
                    "cluster kinds",
                    "cluster ns",
                    "cluster pin here",
                    "build image . -t registry.sandbox/team/web:v1 --push --build-arg KEY=" + secret("build argument"),
                    "build image . -t registry.sandbox/team/web:v2 --push",
                    "3 build image nowhere --build-arg KEY=" + secret("build argument"),
                    "image ls",
                    "image inspect registry.sandbox/team/web:v1 -o yaml",
                    "image tag registry.sandbox/team/web:v1 registry.sandbox/team/web:v3",
                    "image tags registry.sandbox/team/web",
                    "image push registry.sandbox/team/web:v3",
                    "5 image pull registry.example.com/team/web:v1",
                    "image rm registry.sandbox/team/web:v3",
                    "2 image login registry.example.com -u me",
                    "image logout registry.example.com",
                    "rollout deploy web --image registry.sandbox/team/web:v1 --port 80 -e KEY="
                            + secret("variable of a pod") + " --timeout 5s --notify json=http://127.0.0.1:1/hook/"
                            + secret("webhook"),
                    "rollout deploy web --image registry.sandbox/team/web:v2 -e KEY=" + secret("variable of a pod")
                            + "2 --timeout 5s",
                    "rollout status deployment/web --timeout 5s -o json",
                    "rollout diagnose deployment/web",
                    "rollout history deployment/web -o wide",
                    "rollout wait deployment/web --for condition=Available --timeout 5s",
                    "rollout pause deployment/web",
                    "rollout resume deployment/web --timeout 5s",
                    "rollout restart deployment/web --timeout 5s",
                    "rollout undo deployment/web --timeout 5s",
                    "rollout deploy web --strategy canary --pause 0s --dry-run --image registry.sandbox/team/web:v2"
                            + gates,
                    "rollout deploy web --strategy canary --pause 0s -o json --dry-run --image registry.sandbox/team/web:v2"
                            + gates,
                    "rollout deploy web --strategy canary --pause 0s --plan-out plan.json --image registry.sandbox/team/web:v2"
                            + gates,
                    "33 rollout apply-plan plan.json",
                    "33 rollout deploy web --strategy canary --pause 0s --timeout 5s --image registry.sandbox/team/web:v2"
                            + gates,
                    "rollout deploy web --strategy canary --pause 0s --gate approval --no-wait --image"
                            + " registry.sandbox/team/web:v2" + gates,
                    "2 rollout deploy web --strategy canary --image a --gate \"http headr='X-Token: "
                            + secret("header of a wrong gate") + "' /\"",
                    "rollout status deployment/web --no-wait -o yaml",
                    "33 rollout promote deployment/web --timeout 5s",
                    "3 rollout abort deployment/web --timeout 5s",
                    "rollout apply both -f secret.yaml",
                    "7 rollout apply both -f refused.yaml",
                    "rollout apply both -f secret.yaml --dry-run -o json",
                    "cluster get leases,configmaps -o yaml",
                    "cluster logs deployment/web",
                    "10 run use.jsh --token " + secret("script parameter")
                            + " --report r.json --report r.html --report r.xml",
                    "2 script run use.jsh --tokn " + secret("script parameter on a wrong line"),
                    "script check use.jsh",
                    "script export use.jsh --ci github",
                    "script fmt use.jsh --stdout",
                    "script runs -o json",
                    "script list .",
                    "script new canary other.jsh",
                    "3 script resume nothing --token " + secret("script parameter"),
                    "2 script rehearse use.jsh --token " + secret("script parameter"),
                    "3 script test nothing.test.jsh",
                    "sandbox status",
                    "sandbox fail image-pull deployment/web --next",
                    "sandbox heal",
                    "cluster delete secret login",
                    "sandbox on",
                    "sandbox off",
                    "journal -o json",
                    "help",
                    "version",
                    "completion bash",
                    "sandbox reset",
                    "exit")) {
                run(shell, line);
            }
            List<String> untried = new ArrayList<>();
            for (CommandModel group : shell.wiring().commands().model().subcommands()) {
                group.subcommands().stream()
                        .map(command -> group.name() + " " + command.name())
                        .filter(verb -> !verbs.contains(verb))
                        .forEach(untried::add);
            }
            assertEquals(List.of(), untried, "every verb is run");
        }
    }

    /** A server that is not there, by a kubeconfig that everybody can read. */
    private void onTheKubeconfig() throws IOException {
        Path plugin = work.resolve("plugin");
        Files.writeString(
                plugin,
                "#!/bin/sh\necho '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\","
                        + "\"status\":{\"token\":\"" + secret("answer of a credential plugin")
                        + "\",\"expirationTimestamp\":\"never\"}}'\n");
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
        Path kubeconfig = Files.writeString(work.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: dev
                clusters: [{name: dev, cluster: {server: 'https://127.0.0.1:1'}}]
                contexts: [{name: dev, context: {cluster: dev, user: dev}}, {name: plug, context: {cluster: dev, user: plug}}]
                users:
                - {name: dev, user: {token: '%s'}}
                - {name: plug, user: {exec: {command: ./plugin, apiVersion: client.authentication.k8s.io/v1,
                   interactiveMode: Never}}}
                """.formatted(secret("token of a kubeconfig")));
        Files.setPosixFilePermissions(kubeconfig, PosixFilePermissions.fromString("rw-r--r--"));
        try (Shell shell = new Shell(home, Map.of("KUBECONFIG", kubeconfig.toString()), work)) {
            List<String> said = Stream.of(
                            "cluster contexts -o wide",
                            "cluster contexts -o yaml",
                            "5 cluster get pods",
                            "4 cluster info --context plug",
                            "5 rollout status deployment/web",
                            "5 cluster apply -f secret.yaml")
                    .map(line -> run(shell, line))
                    .toList();
            String warning = "warning: Kubernetes configuration file is world-readable. This is insecure. Location: ";
            assertEquals(1, String.join("", said).split(warning, -1).length - 1, "once, in helm's words");
        }
    }

    /** @param typed a line; with the exit code that it ends with before it where that is another than 0 */
    private String run(Shell shell, String typed) {
        Matcher failing = FAILING.matcher(typed);
        int wanted = failing.matches() ? Integer.parseInt(failing.group(1)) : 0;
        String line = failing.matches() ? failing.group(2) : typed;
        List<String> words = LineParser.words(line);
        verbs.add(words.get(0) + (words.size() > 1 ? " " + words.get(1) : ""));
        StringWriter out = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(out), false, false, () -> 100);
        // with the stack trace of what fails
        int exitCode = shell.wiring().lines(true).run(words, screen).exitCode();
        if (exitCode != wanted) {
            unexpected.add(exitCode + " " + masked(line));
        }
        printed.put(printed.size() + " " + masked(line), out.toString());
        return out.toString();
    }

    private static String masked(String line) {
        String shown = line;
        for (String secret : PLANTED.values()) {
            shown = shown.replace(secret, "(planted)").replace(encoded(secret), "(planted)");
        }
        return shown;
    }

    private interface Lines {
        void run() throws IOException;
    }

    private static String withStreams(Lines lines) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(all, true, StandardCharsets.UTF_8);
        PrintStream err = System.err;
        Logger root = LogManager.getLogManager().getLogger("");
        StreamHandler handler = new StreamHandler(stream, new SimpleFormatter());
        root.addHandler(handler);
        System.setErr(stream);
        try {
            lines.run();
        } finally {
            System.setErr(err);
            root.removeHandler(handler);
            handler.flush();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        printed.forEach((line, text) ->
                search("printed by " + line, text, line.contains("--dry-run") || line.contains("--plan-out"), found));
        for (Path root : List.of(home, work)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    if (isLookedAt(file)) {
                        files++;
                        boolean own = isOwn(file) || isOwn(file.resolveSibling(""));
                        search("in " + file, Files.readString(file, StandardCharsets.ISO_8859_1), own, found);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isOwn(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                .endsWith("------");
    }

    /** Neither what the user wrote himself, nor the sandbox's own store of objects. */
    private boolean isLookedAt(Path file) {
        String name = file.getFileName().toString();
        return !Set.of("secret.yaml", "refused.yaml", "number.yaml", "plugin", "kubeconfig", "state.json")
                        .contains(name)
                && !file.startsWith(home.resolve(".docker"));
    }

    private static void search(String where, String text, boolean seen, List<String> found) {
        PLANTED.forEach((place, secret) -> {
            if (seen && place.equals(SEEN)) {
                return;
            }
            Map<String, String> forms =
                    Map.of("as it is", secret, "in base64", base64(secret), "of a URL", encoded(secret));
            String as = forms.entrySet().stream()
                    .filter(form -> text.contains(form.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!as.isEmpty()) {
                found.add(where + ": " + place + ", " + as + around(text, secret));
            }
        });
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "" : ": …" + text.substring(Math.max(0, at - 80), at).replace('\n', ' ') + "…";
    }

    private static String base64(String secret) {
        return Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String secret) {
        return URLEncoder.encode(secret, StandardCharsets.UTF_8);
    }
}
