package dev.fairlead.rollout.diagnosis;

import dev.fairlead.failure.NearestNames;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who wants what is missing, and what is there of a similar name. */
final class ConfigClues {
    private static final int MOST_NAMES = 5;

    private ConfigClues() {}

    /** @param there the names of that kind in the namespace, or the object's keys where a key is missing */
    static Clue of(MissingReference missing, PodSpec pod, Collection<String> there, FindingLines lines) {
        String what = missing.key().isEmpty()
                ? "there is no " + missing.kind() + " " + missing.name() + " in namespace " + lines.namespace()
                : missing.kind() + " " + missing.name() + " has no key " + missing.key();
        String wanted = missing.key().isEmpty() ? missing.name() : missing.key();
        List<String> users = users(missing, pod);
        String by = users.isEmpty() ? "" : "; wanted by " + String.join(" and ", users);
        String next = missing.key().isEmpty()
                ? "cluster get " + missing.kind() + lines.in()
                : "cluster get " + missing.kind() + " " + missing.name() + " -o yaml" + lines.in();
        return new Clue(ClusterLayer.CONFIG, what + near(wanted, there) + by, next);
    }

    /** {@code ; near: a, b}, or what else is there. */
    static String near(String wanted, Collection<String> there) {
        List<String> near = NearestNames.to(wanted, there, MOST_NAMES);
        if (!near.isEmpty()) {
            return "; there is " + String.join(", ", near);
        }
        if (there.isEmpty()) {
            return ", nor any other";
        }
        List<String> some = new TreeSet<>(there).stream().limit(MOST_NAMES).toList();
        return "; there " + (there.size() == 1 ? "is" : "are") + " only " + String.join(", ", some)
                + (there.size() > some.size() ? " and " + (there.size() - some.size()) + " more" : "");
    }

    private static List<String> users(MissingReference missing, PodSpec pod) {
        List<String> users = new ArrayList<>();
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .forEach(container -> {
                    List<String> places = places(missing, pod, container);
                    if (!places.isEmpty()) {
                        users.add("container " + container.getName() + " (" + String.join(", ", places) + ")");
                    }
                });
        return users;
    }

    private static List<String> places(MissingReference missing, PodSpec pod, Container container) {
        List<String> places = new ArrayList<>();
        container.getEnv().stream()
                .filter(env -> isFrom(env, missing))
                .map(env -> "env " + env.getName())
                .forEach(places::add);
        if (missing.key().isEmpty() && container.getEnvFrom().stream().anyMatch(from -> isFrom(from, missing))) {
            places.add("envFrom");
        }
        for (Volume volume : pod.getVolumes()) {
            if (MissingReference.sources(volume, missing.kind()).anyMatch(missing.name()::equals)) {
                container.getVolumeMounts().stream()
                        .filter(mount -> mount.getName().equals(volume.getName()))
                        .map(VolumeMount::getMountPath)
                        .map(path -> "volume " + volume.getName() + " at " + path)
                        .forEach(places::add);
            }
        }
        return places;
    }

    private static boolean isFrom(EnvVar env, MissingReference missing) {
        if (env.getValueFrom() == null) {
            return false;
        }
        var map = env.getValueFrom().getConfigMapKeyRef();
        var secret = env.getValueFrom().getSecretKeyRef();
        if (missing.kind().equals("configmap")) {
            return map != null && isOf(missing, map.getName(), map.getKey());
        }
        return secret != null && isOf(missing, secret.getName(), secret.getKey());
    }

    private static boolean isOf(MissingReference missing, String name, String key) {
        return missing.name().equals(name)
                && (missing.key().isEmpty() || missing.key().equals(key));
    }

    private static boolean isFrom(EnvFromSource from, MissingReference missing) {
        return missing.kind().equals("configmap")
                ? from.getConfigMapRef() != null
                        && missing.name().equals(from.getConfigMapRef().getName())
                : from.getSecretRef() != null
                        && missing.name().equals(from.getSecretRef().getName());
    }
}
