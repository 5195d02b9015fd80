package dev.fairlead.rollout.diagnosis;

import dev.fairlead.image.ImageReference;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import java.util.List;
import java.util.Set;

/** Reads the registry's answer against what the node said. */
final class ImageClues {
    private static final int MOST_TAGS = 5;

    private final FindingLines lines;

    ImageClues(FindingLines lines) {
        this.lines = lines;
    }

    /**
     * @param reason the verdict's
     * @param nodes the platforms of the nodes in question, e.g. {@code linux/amd64}
     */
    Clue of(ImageAnswer answer, String reason, Set<String> nodes) {
        String registry = answer.image().registry();
        String asked = "asked from this machine, " + registry + " ";
        return switch (answer.kind()) {
            case THERE -> there(answer, reason, nodes, asked);
            case NO_TAG -> noTag(answer, asked);
            case NO_REPOSITORY ->
                new Clue(
                        ClusterLayer.REGISTRY,
                        asked + "has no repository " + answer.image().repository(),
                        "image push " + answer.image().orLatest());
            case DENIED ->
                new Clue(
                        ClusterLayer.REGISTRY,
                        asked + "asks for a login as well, so what it holds is not known here",
                        "image login " + registry + " --username USER");
            case SILENT ->
                Clue.of(
                        ClusterLayer.REGISTRY,
                        "asked from this machine, which need not see what the node sees: " + answer.said());
        };
    }

    private static Clue noTag(ImageAnswer answer, String asked) {
        ImageReference image = answer.image();
        String wanted = image.digest().or(image::tag).orElse("latest");
        String what = asked + "has no " + wanted + " of " + image.repository();
        if (answer.tags().isEmpty()) {
            return new Clue(ClusterLayer.REGISTRY, what + ", nor any other tag", "image push " + image.orLatest());
        }
        List<String> near = Tags.candidates(wanted, answer.tags(), MOST_TAGS);
        int more = answer.tags().size() - near.size();
        return new Clue(
                ClusterLayer.REGISTRY,
                what + "; it has " + String.join(", ", near) + (more > 0 ? " and " + more + " more" : ""),
                "image tags " + image.name());
    }

    private static String runs(String reason) {
        return ", as the node is" + (reason.contains("architecture") ? "; the program in it is for another" : "");
    }

    private Clue there(ImageAnswer answer, String reason, Set<String> nodes, String asked) {
        String platforms = answer.platforms().isEmpty() ? "" : " for " + String.join(", ", answer.platforms());
        if (reason.contains("platform") || reason.contains("architecture")) {
            String wanted = String.join(", ", nodes);
            boolean runs = nodes.stream()
                    .allMatch(node ->
                            answer.platforms().stream().anyMatch(p -> p.equals(node) || p.startsWith(node + "/")));
            return Clue.of(
                    ClusterLayer.REGISTRY,
                    asked + "has it" + platforms
                            + (nodes.isEmpty() ? "" : runs ? runs(reason) : "; the node is " + wanted));
        }
        String has = asked + "has this image" + platforms;
        return switch (reason) {
            case "no such tag" ->
                new Clue(
                        ClusterLayer.REGISTRY,
                        has + ": pushed since, or the node asks another registry of that name",
                        lines.restart());
            case "access denied" -> Clue.of(ClusterLayer.REGISTRY, has + ": what the pods lack is the login");
            case "the registry does not answer", "the registry's name does not resolve" ->
                Clue.of(
                        ClusterLayer.REGISTRY,
                        has + ": the node has no such way to it (name service, proxy, firewall)");
            default -> Clue.of(ClusterLayer.REGISTRY, has);
        };
    }
}
