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
            var old = List.of(scriptDirectory() + "/old.yaml");
            step("Tidy", () -> cluster.delete(dev.fairlead.cluster.DeleteRequest.of().sources(old)));
            """;

    private KilledLines() {}

    static Killed canary(String from, String to) {
        return release(from, to, "--strategy canary --steps 50% --pause 0s");
    }

    static Killed blueGreen(String from, String to) {
        return release(from, to, "--strategy bluegreen --keep 0s");
    }

    private static Killed release(String from, String to, String strategy) {
        String line = "rollout deploy web --image " + to + " --stable 1s " + strategy;
        return new Killed(
                Map.of("before.yaml", web(from, "blue")),
                List.of(),
                line,
                made -> made.stream().anyMatch(KilledLines::isRecord)
                        ? "rollout resume deployment/web --take-over --stable 1s"
                        : line);
    }

    private static boolean isRecord(Write write) {
        return write.path().contains("/leases/") && write.body().contains(RELEASE_RECORD);
    }

    /** With something that it no longer has. */
    static Killed set(String from, String to) {
        String line = "rollout apply before -f after.yaml --prune --yes --stable 1s";
        return new Killed(
                Map.of("before.yaml", web(from, "blue") + OLD, "after.yaml", web(to, "green")),
                List.of(),
                line,
                made -> line);
    }

    /** With configuration. Once the template is back, its revision has a number of its own. */
    static Killed undo(String from, String to) {
        String line = "rollout undo deployment/web --to-revision 1 --with-config --stable 1s";
        return new Killed(
                Map.of("before.yaml", web(from, "blue"), "after.yaml", web(to, "green")),
                List.of("rollout apply before -f after.yaml --stable 1s"),
                line,
                made -> made.stream().anyMatch(write -> write.text().equals("PATCH deployments/web"))
                        ? "rollout status deployment/web --stable 1s"
                        : line);
    }

    /** What a step had changed when it was broken off, and the journal does not say yet, wants to be gone on with anyway. */
    static Killed script(String from, String to) {
        Map<String, String> files = Map.of(
                "before.yaml",
                web(from, "blue") + OLD,
                "after.yaml",
                web(from, "green"),
                "old.yaml",
                OLD,
                "ship.jsh",
                SCRIPT.formatted(to));
        return new Killed(files, List.of(), "run ship.jsh", made -> "script resume --anyway ship");
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
