package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one line to type next, by what was found. */
final class NextStep {
    private static final Pattern IMAGE = Pattern.compile("cannot pull (\\S+): ");
    private static final Pattern NAMED = Pattern.compile("(?i)(configmap|secret) \"?([\\w./-]+)\"?");

    private NextStep() {}

    static String of(Finding found, List<String> pods, HasMetadata workload) {
        String in = " -n " + workload.getMetadata().getNamespace();
        String pod = pods.isEmpty() ? "" : pods.get(0);
        String container = found.container().isEmpty() ? "" : " -c " + found.container();
        return switch (found.family()) {
            case IMAGE -> image(found);
            case CONFIG -> config(found, in);
            case START, CRASH ->
                "cluster logs " + pod + container + (found.family() == Family.CRASH ? " --previous" : "") + in;
            case PROBE -> "cluster logs " + pod + container + in;
            case SCHEDULING -> "cluster get nodes -o wide";
            case VOLUME -> "cluster get pvc" + in;
            default -> "cluster get events --field-selector involvedObject.name=" + pod + in;
        };
    }

    private static String image(Finding found) {
        Matcher image = IMAGE.matcher(found.what());
        if (!image.find()) {
            return "";
        }
        String reference = image.group(1);
        String repository = reference.replaceAll("@.*$|:[^:/]*$", "");
        String host = reference.contains("/") ? reference.substring(0, reference.indexOf('/')) : "";
        return found.reason().equals("access denied") && !host.isEmpty()
                ? "image login " + host
                : "image tags " + repository;
    }

    private static String config(Finding found, String in) {
        Matcher named = NAMED.matcher(found.event());
        return named.find()
                ? "cluster get " + named.group(1).toLowerCase(Locale.ROOT) + in
                : "cluster get configmap" + in;
    }
}
