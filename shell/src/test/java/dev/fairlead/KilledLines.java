package dev.fairlead;

import dev.fairlead.KillProxy.Write;
import dev.fairlead.KillSeries.Killed;
import java.util.List;
import java.util.Map;

/** Lines that change much, and what goes on with them. */
final class KilledLines {
    private static final String RELEASE_RECORD = "fairlead.dev~1release";
    private static final String OLD = """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: old}
            data: {what: is left behind}
            """;
    private static final String SCRIPT = """
            step("Configure", () -> cluster.apply(scriptDirectory() + "/after.yaml"));
            step("Release", () -> rollout.deploy("web", "%s"));
            step("Tidy", () -> cluster.delete("configmap/old"));
            """;

    private KilledLines() {}

    static Killed canary(String from, String to) {
        return release(from, to, "--strategy canary --steps 50% --pause 0s");
    }

    static Killed blueGreen(String from, String to) {
        return release(from, to, "--strategy bluegreen --keep 0s");
    }

    private static Killed release(String from, String to, String strategy) {
        return new Killed(
                Map.of("before.yaml", web(from, "blue")),
                List.of(),
                "rollout deploy web --image " + to + " --stable 1s " + strategy,
                "rollout resume deployment/web --take-over --stable 1s",
                made -> made.stream().noneMatch(KilledLines::isRecord));
    }

    private static boolean isRecord(Write write) {
        return write.path().contains("/leases/") && write.body().contains(RELEASE_RECORD);
    }

    /** With something that it no longer has. */
    static Killed set(String from, String to) {
        String line = "rollout apply before -f after.yaml --prune --yes --stable 1s";
        return repeated(
                Map.of("before.yaml", web(from, "blue") + OLD, "after.yaml", web(to, "green")), List.of(), line);
    }

    /** With configuration. */
    static Killed undo(String from, String to) {
        return repeated(
                Map.of("before.yaml", web(from, "blue"), "after.yaml", web(to, "green")),
                List.of("rollout apply before -f after.yaml --stable 1s"),
                "rollout undo deployment/web --to-revision 1 --with-config --stable 1s");
    }

    private static Killed repeated(Map<String, String> files, List<String> before, String line) {
        return new Killed(files, before, line, line, made -> false);
    }

    static Killed script(String from, String to) {
        Map<String, String> files = Map.of(
                "before.yaml", web(from, "blue") + OLD,
                "after.yaml", web(from, "green"),
                "ship.jsh", SCRIPT.formatted(to));
        return new Killed(files, List.of(), "run ship.jsh", "script resume ship", made -> false);
    }

    /** Behind a Service, with configuration. */
    private static String web(String image, String colour) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: colours}
                data: {colour: %s}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: web
                        image: %s
                        envFrom: [{configMapRef: {name: colours}}]
                """.formatted(colour, image);
    }
}
