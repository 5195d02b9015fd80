package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.image.ImageReference;
import dev.fairlead.rollout.diagnosis.ImageAnswer.Kind;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ImageCluesTest {
    private static final ImageReference IMAGE = ImageReference.parse("r:5000/team/web:v9");
    private static final String ASKED = "asked from this machine, r:5000 ";

    @Test
    void aMissingTagIsToldWithTheOnesThatAreThere() {
        check(
                ASKED + "has no v9 of team/web; it has v8, v7, v6, v10, v5 and 1 more",
                "image tags r:5000/team/web",
                clue(answer(Kind.NO_TAG, List.of("v4", "v5", "v6", "v7", "v8", "v10"), List.of()), "no such tag"));
        check(
                ASKED + "has no v9 of team/web, nor any other tag",
                "image push r:5000/team/web:v9",
                clue(answer(Kind.NO_TAG, List.of(), List.of()), "no such tag"));
        check(
                ASKED + "has no repository team/web",
                "image push r:5000/team/web:v9",
                clue(answer(Kind.NO_REPOSITORY, List.of(), List.of()), "no such tag"));
    }

    @Test
    void whatIsThereAfterAllIsToldByWhatTheNodeSaid() {
        ImageAnswer there = answer(Kind.THERE, List.of(), List.of("linux/amd64"));
        check(
                ASKED + "has this image for linux/amd64: pushed since, or the node asks another registry of that name",
                "rollout restart deployment/web -n shop",
                clue(there, "no such tag"));
        check(
                ASKED + "has this image for linux/amd64: what the pods lack is the login",
                "",
                clue(there, "access denied"));
        check(
                ASKED
                        + "has this image for linux/amd64: the node has no such way to it (name service, proxy, firewall)",
                "",
                clue(there, "the registry does not answer"));
    }

    @Test
    void aWrongPlatformIsToldBesideTheNodes() {
        String reason = "no manifest for the node's platform";
        check(
                ASKED + "has it for linux/amd64, linux/arm/v7; the node is linux/arm64",
                "",
                clue(answer(Kind.THERE, List.of(), List.of("linux/amd64", "linux/arm/v7")), reason, "linux/arm64"));
        check(
                ASKED + "has it for linux/arm/v7, as the node is",
                "",
                clue(answer(Kind.THERE, List.of(), List.of("linux/arm/v7")), reason, "linux/arm"));
        check(
                ASKED + "has it for linux/amd64, as the node is; the program in it is for another",
                "",
                clue(answer(Kind.THERE, List.of(), List.of("linux/amd64")), "another architecture", "linux/amd64"));
    }

    @Test
    void whoDoesNotAnswerIsSaidToBeAskedFromHere() {
        check(
                "asked from this machine, which need not see what the node sees: registry r:5000 does not answer",
                "",
                clue(
                        new ImageAnswer(IMAGE, Kind.SILENT, List.of(), List.of(), "registry r:5000 does not answer"),
                        "no such tag"));
        check(
                ASKED + "asks for a login as well, so what it holds is not known here",
                "image login r:5000 --username USER",
                clue(answer(Kind.DENIED, List.of(), List.of()), "access denied"));
    }

    private static ImageAnswer answer(Kind kind, List<String> tags, List<String> platforms) {
        return new ImageAnswer(IMAGE, kind, tags, platforms, "");
    }

    private static Clue clue(ImageAnswer answer, String reason, String... nodes) {
        return new ImageClues(Objects.lines()).of(answer, reason, Set.of(nodes));
    }

    private static void check(String message, String next, Clue clue) {
        assertEquals(new Clue(ClusterLayer.REGISTRY, message, next), clue);
    }
}
