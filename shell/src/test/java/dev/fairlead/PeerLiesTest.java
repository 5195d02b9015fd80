package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.FaultProxy.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line whose peer answers with something else ends in a sentence that names the peer, and says nothing was found. */
final class PeerLiesTest {
    private static final Pattern LIBRARIES = Pattern.compile(
            "StreamReadFeature|limit=0|java\\.|com\\.|okhttp|Exception|fairlead itself|\\bnull\\b|Source:|at \\[|Unexpected char");

    private static final Map<String, Fault> LIES = Map.of(
            "null", Fault.lie("application/json", "null"),
            "list", Fault.lie("application/json", "[]"),
            "object", Fault.lie("application/json", "{}"),
            "another kind",
                    Fault.lie(
                            "application/json",
                            "{\"kind\":\"Mushroom\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"x\"},\"items\":[]}"),
            "page", Fault.lie("text/html; charset=utf-8", "<!DOCTYPE html>\n<html><body>Log in</body></html>"),
            "page as JSON", Fault.lie("application/json", "<html>Log in</html>"),
            "no JSON", Fault.lie("application/json", "{\"kind\": oops"),
            "nothing", Fault.lie("application/json", ""),
            "no HTTP", (client, onward) -> client.getOutputStream().write("SSH-2.0-OpenSSH\r\n".getBytes()));

    private static final List<String> CLUSTER = List.of(
            "cluster info",
            "cluster kinds",
            "cluster ns",
            "cluster get pods",
            "cluster get pods -w",
            "cluster get deployments web",
            "cluster get widgets",
            "cluster logs web",
            "cluster logs web -f",
            "cluster apply -f MANIFEST",
            "cluster delete pods web --timeout 2s",
            "rollout status deployment/web --timeout 2s",
            "rollout status -A --timeout 2s",
            "rollout wait pods/web --for condition=Ready --timeout 2s",
            "rollout deploy web --image web:2 --timeout 2s",
            "rollout deploy web --image web:2 --strategy canary --timeout 2s",
            "rollout apply web -f MANIFEST --timeout 2s",
            "rollout restart deployment/web",
            "rollout undo deployment/web",
            "rollout history deployment/web",
            "rollout diagnose deployment/web",
            "rollout pause deployment/web");

    private static final List<String> ENGINE = List.of(
            "image ls",
            "image inspect web",
            "image tag web 127.0.0.1:1/web:2",
            "image rm web",
            "image push 127.0.0.1:1/web:1",
            "image pull 127.0.0.1:1/web:1",
            "build image CONTEXT --builder classic -t web:1");

    @TempDir
    private Path home;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        LIES.keySet().forEach(lie -> {
            cases.add(Arguments.of(lie, "KUBECONFIG", CLUSTER));
            cases.add(Arguments.of(lie, "DOCKER_HOST", ENGINE));
        });
        return cases.stream();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("cases")
    void noLieIsBelieved(String lie, String variable, List<String> lines) throws IOException {
        try (FaultProxy proxy = FaultProxy.before(FaultProxy.NOBODY, request -> LIES.get(lie));
                Shell shell = shell(variable, proxy.address())) {
            List<Executable> checks = new ArrayList<>();
            for (String line : lines) {
                if (lie.equals("list") && line.equals("image ls")) {
                    continue; // That is true of an engine without images.
                }
                int before = proxy.asked().size();
                Shell.Ran ran = shell.run(filled(line));
                boolean asked = proxy.asked().size() > before;
                checks.add(() -> refused(line, ran, proxy.address(), asked));
            }
            assertAll(checks);
        }
    }

    private static void refused(String line, Shell.Ran ran, String peer, boolean asked) {
        String all = line + "\nexit " + ran.exitCode() + "\n" + ran.out() + ran.err();
        assertTrue(asked, all);
        assertEquals(5, ran.exitCode(), all);
        assertTrue(ran.err().contains(peer), all);
        assertFalse(LIBRARIES.matcher(ran.err()).find(), all);
        assertFalse(ran.out().contains("html"), all);
    }

    private Shell shell(String variable, String address) throws IOException {
        Files.writeString(home.resolve("config"), """
                current-context: lies
                clusters: [{name: lies, cluster: {server: 'http://%s'}}]
                contexts: [{name: lies, context: {cluster: lies}}]
                """.formatted(address));
        Files.createDirectories(home.resolve("context"));
        Files.writeString(home.resolve("context/Dockerfile"), "FROM scratch\nCOPY Dockerfile /f\n");
        Files.writeString(
                home.resolve("web.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: b}\n");
        String value = variable.equals("KUBECONFIG") ? home.resolve("config").toString() : "tcp://" + address;
        return new Shell(home, Map.of(variable, value, "PATH", "/usr/bin:/bin"));
    }

    private String filled(String line) {
        return line.replace("MANIFEST", home.resolve("web.yaml").toString())
                .replace("CONTEXT", home.resolve("context").toString());
    }
}
