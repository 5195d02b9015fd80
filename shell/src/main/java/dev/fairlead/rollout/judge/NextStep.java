package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one line to type next, by what was found. */
final class NextStep {
    private static final Pattern IMAGE = Pattern.compile("cannot pull (\\S+): ");
    private static final Pattern NAMED = Pattern.compile("(?i)(configmap|secret) \"[^\"]+\"");
    private static final Pattern KEY_OF = Pattern.compile("(?i)find key .* in (configmap|secret) [^/\\s]+/(\\S+)");

    private NextStep() {}

    static String of(Finding found, List<String> pods, HasMetadata workload) {
        String in = " -n " + workload.getMetadata().getNamespace();
        String pod = pods.isEmpty() ? "" : pods.get(0);
        String container = found.container().isEmpty() ? "" : " -c " + found.container();
        return switch (found.family()) {
            case IMAGE -> image(found, pod, in);
            case CONFIG -> config(found, pod, in, workload);
            case START -> "cluster get pod " + pod + " -o yaml" + in;
            case CRASH ->
                container.isEmpty()
                        ? "cluster get pod " + pod + " -o yaml" + in
                        : "cluster logs " + pod + container + (found.restarts() > 0 ? " --previous" : "") + in;
            case PROBE -> "cluster logs " + pod + container + in;
            case SCHEDULING -> "cluster get nodes -o wide";
            case VOLUME -> "cluster get pvc" + in;
            default -> "cluster get events --field-selector involvedObject.name=" + pod + in;
        };
    }

    private static String image(Finding found, String pod, String in) {
        Matcher image = IMAGE.matcher(found.what());
        if (!image.find()
                || found.reason().equals("invalid name")
                || found.reason().startsWith("not on the node")) {
            return "cluster get pod " + pod + " -o yaml" + in;
        }
        String reference = image.group(1);
        String repository = reference.replaceAll("@.*$|:[^:/]*$", "");
        String host = reference.contains("/") ? reference.substring(0, reference.indexOf('/')) : "";
        boolean isHost = host.contains(".") || host.contains(":") || host.equals("localhost");
        return found.reason().equals("access denied") && isHost
                ? "image login " + host + " --username USER"
                : "image tags " + repository;
    }

    private static String config(Finding found, String pod, String in, HasMetadata workload) {
        Matcher key = KEY_OF.matcher(found.event());
        if (key.find()) {
            return "cluster get " + key.group(1).toLowerCase(Locale.ROOT) + " " + key.group(2) + " -o yaml" + in;
        }
        Matcher named = NAMED.matcher(found.event());
        if (named.find()) {
            return "cluster get " + named.group(1).toLowerCase(Locale.ROOT) + in;
        }
        boolean root = found.event().contains("non-root") || found.event().contains("runAsNonRoot");
        String image = TemplateFields.of(workload)
                .map(spec -> spec.getContainers().get(0).getImage())
                .orElse("");
        return root && workload instanceof Deployment
                ? "rollout deploy " + workload.getMetadata().getName() + " --image " + image + " --run-as-user 65534"
                        + in
                : "cluster get pod " + pod + " -o yaml" + in;
    }
}
