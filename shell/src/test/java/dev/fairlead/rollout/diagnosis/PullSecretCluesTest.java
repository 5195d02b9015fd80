package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.rollout.diagnosis.PullSecretClues.Tried;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PullSecretCluesTest {
    private static final String MAKE = "make one: kubectl create secret docker-registry ";
    private static final String LOGIN =
            " --docker-server=r:5000 --docker-username=USER --docker-password=PASSWORD -n shop";

    @Test
    void noSecretAtAllIsToldWithTheLineThatMakesOne() {
        check(
                "the pods name no imagePullSecret, nor does service account default; " + MAKE + "regcred" + LOGIN,
                "rollout deploy web --image r:5000/team/web:v9 --pull-secret regcred -n shop",
                clues(List.of(), Tried.UNKNOWN));
    }

    @Test
    void aSecretThatIsNotThereIsNamedWithWhoNamesIt() {
        check(
                "secret cred, named by service account robot, does not exist; " + MAKE + "cred" + LOGIN,
                "rollout deploy web --image r:5000/team/web:v9 --pull-secret cred -n shop",
                clues(List.of(PullSecret.missing("cred", "service account robot")), Tried.UNKNOWN));
    }

    @Test
    void aSecretOfAnotherTypeOrForAnotherRegistryIsNoUse() {
        check(
                "secret cred, named by the pod template, is of type Opaque, pulls need kubernetes.io/dockerconfigjson; "
                        + MAKE + "cred-pull" + LOGIN,
                "rollout deploy web --image r:5000/team/web:v9 --pull-secret cred-pull -n shop",
                clues(List.of(secret("Opaque", "r:5000")), Tried.UNKNOWN));
        check(
                "secret cred, named by the pod template, holds logins for other:5000, none for r:5000; " + MAKE
                        + "cred-pull" + LOGIN,
                "rollout deploy web --image r:5000/team/web:v9 --pull-secret cred-pull -n shop",
                clues(List.of(secret(PullSecret.TYPE, "other:5000")), Tried.UNKNOWN));
    }

    @Test
    void aLoginIsToldByWhatTheRegistrySaidToIt() {
        String holds = "secret cred, named by the pod template, holds the login of dev for r:5000";
        List<PullSecret> secrets = List.of(secret(PullSecret.TYPE, "r:5000"));
        assertEquals(holds, clues(secrets, Tried.UNKNOWN).get(0).message());
        assertTrue(clues(secrets, Tried.REFUSED).get(0).message().startsWith(holds + ", and the registry refuses it"));
        assertTrue(clues(secrets, Tried.ACCEPTED).get(0).message().startsWith(holds + ", which the registry accepts"));
    }

    @Test
    void bothFormsOfSecretAreReadAndDockerHubsNamesAreOne() {
        String config = "{\"auths\": {\"https://index.docker.io/v1/\": {\"username\": \"u\", \"password\": \"p\"},"
                + " \"http://r:5000\": {\"auth\": \"" + base64("dev:a:b") + "\"}}}";
        Map<String, RegistryLogin> logins = read(PullSecret.TYPE, ".dockerconfigjson", config);
        assertEquals(Map.of("docker.io", RegistryLogin.of("u", "p"), "r:5000", RegistryLogin.of("dev", "a:b")), logins);
        assertEquals(
                Map.of("r:5000", RegistryLogin.of("u", "p")),
                read(PullSecret.OLD_TYPE, ".dockercfg", "{\"r:5000\": {\"username\": \"u\", \"password\": \"p\"}}"));
        assertEquals(Map.of(), read("Opaque", "token", "no docker configuration"));
    }

    private static Map<String, RegistryLogin> read(String type, String key, String content) {
        Secret secret = Objects.read(
                "{apiVersion: v1, kind: Secret, metadata: {name: cred}, type: " + type + ", data: {" + key + ": "
                        + base64(content) + "}}",
                Secret.class);
        return PullSecret.read(secret, "the pod template", new ObjectMapper()).logins();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PullSecret secret(String type, String host) {
        return new PullSecret("cred", "the pod template", true, type, Map.of(host, RegistryLogin.of("dev", "secret")));
    }

    private static List<Clue> clues(List<PullSecret> secrets, Tried tried) {
        return new PullSecretClues(Objects.lines(), "r:5000", "app", "r:5000/team/web:v9")
                .of(secrets, "default", Map.of("cred", tried));
    }

    private static void check(String message, String next, List<Clue> clues) {
        assertEquals(List.of(new Clue(ClusterLayer.PULL_SECRET, message, next)), clues);
    }
}
