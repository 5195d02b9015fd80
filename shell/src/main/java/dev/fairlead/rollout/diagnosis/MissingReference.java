package dev.fairlead.rollout.diagnosis;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A ConfigMap or Secret, or a key of one, that pods want and that is not there.
 *
 * @param kind {@code configmap} or {@code secret}
 * @param key empty where the whole object is missing
 */
record MissingReference(String kind, String name, String key) {
    private static final Pattern OBJECT = Pattern.compile("(?i)(configmap|secret) \"([^\"]+)\" not found");
    private static final Pattern KEY = Pattern.compile("(?i)find key (\\S+) in (configmap|secret) [^/\\s]+/(\\S+)");
    private static final Pattern MOUNTED =
            Pattern.compile("(?i)(configmap|secret) references non-existent (?:config|secret) key: (\\S+)");
    private static final Pattern VOLUME = Pattern.compile("for volume \"([^\"]+)\"");

    /** Reads the kubelet's words. */
    static Optional<MissingReference> read(String words, PodSpec pod) {
        Matcher key = KEY.matcher(words);
        if (key.find()) {
            return Optional.of(new MissingReference(lower(key.group(2)), key.group(3), key.group(1)));
        }
        Matcher object = OBJECT.matcher(words);
        if (object.find()) {
            return Optional.of(new MissingReference(lower(object.group(1)), object.group(2), ""));
        }
        Matcher mounted = MOUNTED.matcher(words);
        Matcher volume = VOLUME.matcher(words);
        if (!mounted.find() || !volume.find()) {
            return Optional.empty();
        }
        String kind = lower(mounted.group(1));
        return pod.getVolumes().stream()
                .filter(v -> v.getName().equals(volume.group(1)))
                .flatMap(v -> sources(v, kind))
                .findFirst()
                .map(name -> new MissingReference(kind, name, mounted.group(2)));
    }

    /** The objects of that kind that a volume shows. */
    static Stream<String> sources(Volume volume, String kind) {
        boolean map = kind.equals("configmap");
        Stream<String> own = map
                ? Stream.ofNullable(volume.getConfigMap()).map(source -> source.getName())
                : Stream.ofNullable(volume.getSecret()).map(source -> source.getSecretName());
        Stream<VolumeProjection> projected =
                Stream.ofNullable(volume.getProjected()).flatMap(p -> p.getSources().stream());
        return Stream.concat(
                own,
                map
                        ? projected
                                .filter(p -> p.getConfigMap() != null)
                                .map(p -> p.getConfigMap().getName())
                        : projected
                                .filter(p -> p.getSecret() != null)
                                .map(p -> p.getSecret().getName()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
