package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigCluesTest {
    private static final PodSpec POD = Objects.pod("""
            initContainers:
            - {name: migrate, envFrom: [{secretRef: {name: login}}]}
            containers:
            - name: app
              env:
              - {name: URL, valueFrom: {configMapKeyRef: {name: settings, key: url}}}
              - {name: PASSWORD, valueFrom: {secretKeyRef: {name: login, key: password}}}
              volumeMounts: [{name: conf, mountPath: /etc/conf}, {name: all, mountPath: /all}]
            volumes:
            - {name: conf, configMap: {name: settings}}
            - {name: all, projected: {sources: [{secret: {name: login}}]}}
            """);

    @Test
    void theKubeletsWordsAreReadForWhatIsMissing() {
        reads(new MissingReference("configmap", "settings", ""), "configmap \"settings\" not found");
        reads(
                new MissingReference("secret", "login", ""),
                "MountVolume.SetUp failed for volume \"all\" : secret \"login\" not found");
        reads(new MissingReference("configmap", "settings", "url"), "couldn't find key url in ConfigMap shop/settings");
        reads(
                new MissingReference("configmap", "settings", "nope"),
                "MountVolume.SetUp failed for volume \"conf\" : configmap references non-existent config key: nope");
        reads(
                new MissingReference("secret", "login", "nope"),
                "MountVolume.SetUp failed for volume \"all\" : secret references non-existent secret key: nope");
        assertEquals(
                Optional.empty(), MissingReference.read("container has runAsNonRoot and image will run as root", POD));
    }

    @Test
    void whoWantsItIsNamedWithContainerAndPlace() {
        check(
                "there is no configmap settings in namespace shop; there is setings"
                        + "; wanted by container app (env URL, volume conf at /etc/conf)",
                "cluster get configmap -n shop",
                new MissingReference("configmap", "settings", ""),
                List.of("setings", "kube-root-ca.crt"));
        check(
                "there is no secret login in namespace shop, nor any other; wanted by container migrate (envFrom)"
                        + " and container app (env PASSWORD, volume all at /all)",
                "cluster get secret -n shop",
                new MissingReference("secret", "login", ""),
                List.of());
    }

    @Test
    void aMissingKeyIsToldWithTheKeysThatAreThere() {
        check(
                "secret login has no key password; there are only token, user"
                        + "; wanted by container app (env PASSWORD, volume all at /all)",
                "cluster get secret login -o yaml -n shop",
                new MissingReference("secret", "login", "password"),
                List.of("user", "token"));
    }

    private static void reads(MissingReference missing, String words) {
        assertEquals(Optional.of(missing), MissingReference.read(words, POD));
    }

    private static void check(String message, String next, MissingReference missing, List<String> there) {
        assertEquals(
                new Clue(ClusterLayer.CONFIG, message, next), ConfigClues.of(missing, POD, there, Objects.lines()));
    }
}
