package dev.fairlead.rollout.diagnosis;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Why the login that pods pull with does not do. */
final class PullSecretClues {
    /** What the registry said to the login in a secret when this machine tried it. */
    enum Tried {
        ACCEPTED,
        REFUSED,
        UNKNOWN
    }

    private final FindingLines lines;
    private final String registry;
    private final String container;
    private final String image;

    PullSecretClues(FindingLines lines, String registry, String container, String image) {
        this.lines = lines;
        this.registry = registry;
        this.container = container;
        this.image = image;
    }

    /** @param tried by the secret's name */
    List<Clue> of(List<PullSecret> secrets, String serviceAccount, Map<String, Tried> tried) {
        if (secrets.isEmpty()) {
            return List.of(clue(
                    "the pods name no imagePullSecret, nor does service account " + serviceAccount + "; "
                            + makeIt("regcred"),
                    "regcred"));
        }
        List<Clue> clues = new ArrayList<>();
        for (PullSecret secret : secrets) {
            clues.add(of(secret, tried.getOrDefault(secret.name(), Tried.UNKNOWN)));
        }
        return clues;
    }

    private Clue of(PullSecret secret, Tried tried) {
        String name = secret.name();
        String named = "secret " + name + ", named by " + secret.of() + ", ";
        if (!secret.there()) {
            return clue(named + "does not exist; " + makeIt(name), name);
        }
        if (!secret.isForPulls()) {
            return clue(
                    named + "is of type " + secret.type() + ", pulls need " + PullSecret.TYPE + "; "
                            + makeAnother(name),
                    name + "-pull");
        }
        if (!secret.logins().containsKey(registry)) {
            String holds = secret.logins().isEmpty()
                    ? "holds no login that can be read"
                    : "holds logins for "
                            + String.join(", ", new TreeSet<>(secret.logins().keySet()));
            return clue(named + holds + ", none for " + registry + "; " + makeAnother(name), name + "-pull");
        }
        String user = secret.logins().get(registry).user();
        String login = named + "holds the login of " + (user.isEmpty() ? "a token" : user) + " for " + registry;
        return switch (tried) {
            case REFUSED ->
                clue(
                        login + ", and the registry refuses it (tried from this machine): wrong user or password; "
                                + makeAnother(name),
                        name + "-pull");
            case ACCEPTED ->
                Clue.of(
                        ClusterLayer.PULL_SECRET,
                        login + ", which the registry accepts (tried from this machine): that user may lack the right"
                                + " to this repository, or there is no such repository");
            case UNKNOWN -> Clue.of(ClusterLayer.PULL_SECRET, login);
        };
    }

    private Clue clue(String message, String secret) {
        return new Clue(ClusterLayer.PULL_SECRET, message, lines.pullSecret(secret, container, image));
    }

    private String makeAnother(String name) {
        return makeIt(name + "-pull");
    }

    private String makeIt(String name) {
        String server = registry.equals("docker.io") ? "https://index.docker.io/v1/" : registry;
        return "make one: kubectl create secret docker-registry " + name + " --docker-server=" + server
                + " --docker-username=USER --docker-password=PASSWORD" + lines.in();
    }
}
