package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.KillProxy.Write;
import dev.fairlead.command.LineParser;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kills a process with one line after each of its writes, has another session type the line that goes on, and compares
 * what is there then with what the line leaves when nobody kills it.
 */
final class KillSeries {
    private static final List<String> COMPARED = List.of(
            "/apis/apps/v1/namespaces/%s/deployments",
            "/api/v1/namespaces/%s/services", "/api/v1/namespaces/%s/configmaps");

    /** UIDs, and the names of what is kept of configuration for an undo, which are made of them. */
    private static final Pattern OWN_NAMES =
            Pattern.compile("fairlead-[0-9a-f]{24}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path direct;
    private final Path home;
    private final Map<String, String> environment;

    /**
     * What is killed.
     *
     * @param files by name, in the directory that lines are typed in; the first line applies {@code before.yaml}
     * @param before lines that come before it
     * @param line the line
     * @param goOn what is typed after these writes
     */
    record Killed(Map<String, String> files, List<String> before, String line, Function<List<Write>, String> goOn) {}

    /**
     * @param direct the kubeconfig of the server
     * @param home for what sessions write
     */
    KillSeries(Path direct, Path home, Map<String, String> environment) {
        this.direct = direct;
        this.home = home;
        this.environment = environment;
    }

    /** Whether a line is to be killed after every single one of its writes, which takes long. */
    static boolean isAll() {
        return "all".equals(System.getenv("FAIRLEAD_IT_KILLS"));
    }

    /** Whether a line of that name is to be killed so; where no name is given, all are. */
    static boolean isChosen(String name) {
        String only = Objects.requireNonNullElse(System.getenv("FAIRLEAD_IT_KILLED"), "");
        return only.isEmpty() || only.equals(name);
    }

    /**
     * Runs all of it.
     *
     * @param chosen the writes after which it is killed; of several to one object the last, unless all are wanted
     * @return those after which it was
     */
    List<Write> run(Killed what, Predicate<Write> chosen) throws Exception {
        List<Write> writes;
        String whole;
        try (Place place = new Place(what)) {
            writes = place.killed(what.line(), write -> false);
            whole = place.objects();
        }
        Map<String, Write> last = new LinkedHashMap<>();
        writes.stream().filter(chosen).forEach(write -> last.put(isAll() ? "" + write.number() : write.text(), write));
        List<Write> points = List.copyOf(last.values());
        List<String> unfinished = new ArrayList<>();
        for (Write point : points) {
            try (Place place = new Place(what)) {
                List<Write> made = place.killed(what.line(), write -> write.number() == point.number());
                assertTrue(made.size() >= point.number(), () -> "not killed: it only came to " + made);
                assertEquals(
                        neutral(point.text()),
                        neutral(made.get(point.number() - 1).text()),
                        "another write than before");
                String said = place.typed(what.goOn().apply(made));
                assertEquals(whole, place.objects(), said);
                tell("finished after write " + point.number() + ", " + point.text());
            } catch (AssertionError e) {
                tell("NOT finished after write " + point.number() + ", " + point.text());
                unfinished.add("killed after write " + point.number() + ", " + point.text() + ": " + e.getMessage());
            }
        }
        tell(points.size() - unfinished.size() + " of " + points.size() + " finished: " + what.line());
        assertEquals(List.of(), unfinished, () -> unfinished.size() + " of " + points.size() + " are not finished");
        return points;
    }

    private static String neutral(String text) {
        return OWN_NAMES.matcher(text).replaceAll("SOME");
    }

    /** Of a series that takes long. */
    private static void tell(String line) {
        if (isAll()) {
            System.out.println(line);
        }
    }

    /** A namespace of its own. */
    private final class Place implements AutoCloseable {
        private final String namespace =
                "kill-" + Integer.toString(ThreadLocalRandom.current().nextInt(46_656, 1_679_616), 36);
        private final Clusters clusters = new Clusters(
                Settings.of(Map.of(), home, home),
                Optional.of(direct.toString()),
                Optional.empty(),
                Optional.of(namespace));
        private final ClusterClient client = clusters.open(ClusterScope.CURRENT);

        Place(Killed what) throws Exception {
            Files.writeString(
                    home.resolve("namespace.yaml"),
                    "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
            for (Map.Entry<String, String> file : what.files().entrySet()) {
                Files.writeString(home.resolve(file.getKey()), file.getValue());
            }
            typed("cluster apply -f namespace.yaml");
            try {
                typed("rollout apply before -f before.yaml --stable 1s");
                what.before().forEach(this::typed);
            } catch (AssertionError e) {
                close();
                throw e;
            }
        }

        /** The writes that it came to. */
        List<Write> killed(String line, Predicate<Write> last) throws Exception {
            try (KillProxy proxy = new KillProxy(direct, home, last)) {
                Path said = Files.createTempFile(home, "victim", ".out");
                Process victim = started(line, proxy.kubeconfig(), said);
                try {
                    if (!proxy.awaitDeath(victim)) {
                        assertEquals(0, victim.waitFor(), () -> line + "\n" + text(said));
                    }
                } finally {
                    victim.destroyForcibly().waitFor();
                }
                return proxy.writes();
            }
        }

        private Process started(String line, Path kubeconfig, Path said) throws IOException {
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "--add-opens",
                    "jdk.jshell/jdk.jshell=ALL-UNNAMED",
                    "-cp",
                    classPath(),
                    "dev.fairlead.Main",
                    "-n",
                    namespace));
            words.addAll(LineParser.words(line));
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().put("HOME", home.toString());
            builder.environment().putAll(own(kubeconfig));
            return builder.start();
        }

        /** As it is from another directory. */
        private static String classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }

        /** With journals of its own. */
        private Map<String, String> own(Path kubeconfig) {
            Map<String, String> own = new HashMap<>(environment);
            own.put("KUBECONFIG", kubeconfig.toString());
            own.put("XDG_STATE_HOME", home.resolve("state-" + namespace).toString());
            return own;
        }

        String typed(String line) {
            try (Shell shell = new Shell(home, own(direct), home, "-n", namespace)) {
                Shell.Ran ran = shell.run(line);
                assertEquals(0, ran.exitCode(), () -> line + "\n" + ran.out() + ran.err());
                return ran.out() + ran.err();
            }
        }

        /** The Deployments, Services and ConfigMaps that are there, with what they are to be. */
        String objects() {
            List<String> objects = new ArrayList<>();
            for (String path : COMPARED) {
                for (JsonNode item :
                        client.get(WrittenPath.of(path.formatted(namespace))).path("items")) {
                    String name = item.at("/metadata/name").asText();
                    JsonNode what = path.endsWith("services")
                            ? item.at("/spec/selector")
                            : item.path(path.endsWith("configmaps") ? "data" : "spec");
                    if (!name.equals("kube-root-ca.crt")) {
                        objects.add(neutral((name + " " + what).replace(namespace, "NAMESPACE")));
                    }
                }
            }
            return String.join("\n", objects.stream().sorted().toList());
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                return e.toString();
            }
        }

        @Override
        public void close() {
            client.send(
                    "DELETE",
                    WrittenPath.of("/api/v1/namespaces/" + namespace),
                    ClusterClient.JSON,
                    null,
                    ClusterClient.JSON);
            clusters.close();
        }
    }
}
