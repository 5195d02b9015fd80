package dev.fairlead.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people type who know kubectl, docker and shells, and the line that does it. */
public final class FamiliarWords {
    /** Stands for the words that follow. */
    private static final String REST = " …";

    private static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("get", "cluster get …"),
            Map.entry("apply", "cluster apply …"),
            Map.entry("delete", "cluster delete …"),
            Map.entry("rm", "cluster delete …"),
            Map.entry("logs", "cluster logs …"),
            Map.entry("log", "cluster logs …"),
            Map.entry("describe", "kubectl describe …"),
            Map.entry("explain", "kubectl explain …"),
            Map.entry("create", "kubectl create …"),
            Map.entry("scale", "kubectl scale …"),
            Map.entry("autoscale", "kubectl autoscale …"),
            Map.entry("set", "kubectl set …"),
            Map.entry("edit", "kubectl edit …"),
            Map.entry("patch", "kubectl patch …"),
            Map.entry("label", "kubectl label …"),
            Map.entry("annotate", "kubectl annotate …"),
            Map.entry("expose", "kubectl expose …"),
            Map.entry("exec", "kubectl exec …"),
            Map.entry("attach", "kubectl attach …"),
            Map.entry("cp", "kubectl cp …"),
            Map.entry("port-forward", "kubectl port-forward …"),
            Map.entry("proxy", "kubectl proxy …"),
            Map.entry("top", "kubectl top …"),
            Map.entry("debug", "kubectl debug …"),
            Map.entry("diff", "cluster apply --dry-run …"),
            Map.entry("cordon", "kubectl cordon …"),
            Map.entry("uncordon", "kubectl uncordon …"),
            Map.entry("drain", "kubectl drain …"),
            Map.entry("taint", "kubectl taint …"),
            Map.entry("auth", "kubectl auth …"),
            Map.entry("events", "cluster get events …"),
            Map.entry("api-resources", "cluster kinds"),
            Map.entry("cluster-info", "cluster info"),
            Map.entry("namespaces", "cluster ns"),
            Map.entry("ns", "cluster ns"),
            Map.entry("contexts", "cluster contexts"),
            Map.entry("use", "cluster use …"),
            Map.entry("use-context", "cluster use …"),
            Map.entry("config", "cluster contexts"),
            Map.entry("deploy", "rollout deploy …"),
            Map.entry("status", "rollout status …"),
            Map.entry("history", "rollout history …"),
            Map.entry("undo", "rollout undo …"),
            Map.entry("rollback", "rollout undo …"),
            Map.entry("restart", "rollout restart …"),
            Map.entry("wait", "rollout wait …"),
            Map.entry("diagnose", "rollout diagnose …"),
            Map.entry("promote", "rollout promote …"),
            Map.entry("abort", "rollout abort …"),
            Map.entry("images", "image ls …"),
            Map.entry("pull", "image pull …"),
            Map.entry("push", "image push …"),
            Map.entry("tag", "image tag …"),
            Map.entry("tags", "image tags …"),
            Map.entry("rmi", "image rm …"),
            Map.entry("inspect", "image inspect …"),
            Map.entry("login", "image login …"),
            Map.entry("logout", "image logout …"),
            Map.entry("quit", "exit"),
            Map.entry("bye", "exit"));

    private static final Map<String, String> IMAGES = Map.of(
            "delete",
            "image rm …",
            "remove",
            "image rm …",
            "get",
            "image ls",
            "list",
            "image ls …",
            "describe",
            "image inspect …");

    private static final Map<String, String> DOCKER = Map.of("rm", "docker rm …", "build", "build image …");

    private FamiliarWords() {}

    /** The same for words that stand behind the name of a group of commands. */
    static Optional<String> line(String group, List<String> words) {
        String image = words.isEmpty() || !group.equals("image") ? null : IMAGES.get(words.get(0));
        return image == null ? line(words) : Optional.of(filled(image, words.subList(1, words.size())));
    }

    /** The line that does what the words ask for, to be pasted; empty where they are not known. */
    public static Optional<String> line(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String first = words.get(0);
        List<String> rest = words.subList(1, words.size());
        return switch (first) {
            case "kubectl", "k" -> rest.isEmpty() ? Optional.of("help cluster") : Optional.of(kubectl(rest));
            case "docker" -> rest.isEmpty() ? Optional.of("help image") : Optional.of(docker(rest));
            case "helm" -> Optional.of(joined(words));
            default -> Optional.ofNullable(LINES.get(first)).map(line -> filled(line, rest));
        };
    }

    private static String kubectl(List<String> words) {
        if (words.get(0).equals("rollout")) {
            return joined(words);
        }
        String line = LINES.getOrDefault(words.get(0), "");
        boolean known = line.startsWith("cluster") || line.startsWith("rollout");
        return known ? filled(line, words.subList(1, words.size())) : "kubectl " + joined(words);
    }

    private static String docker(List<String> words) {
        String line = DOCKER.getOrDefault(words.get(0), LINES.getOrDefault(words.get(0), ""));
        boolean known = line.startsWith("image") || line.startsWith("build");
        return known ? filled(line, words.subList(1, words.size())) : "docker " + joined(words);
    }

    private static String filled(String line, List<String> rest) {
        if (!line.endsWith(REST)) {
            return line;
        }
        String before = line.substring(0, line.length() - REST.length());
        List<String> all = new ArrayList<>(List.of(before.split(" ")));
        all.addAll(rest);
        return joined(all);
    }

    private static String joined(List<String> words) {
        return words.stream().map(LineParser::quote).collect(Collectors.joining(" "));
    }
}
