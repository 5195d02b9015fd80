package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kubeconfig as kubectl reads it: the files of {@code $KUBECONFIG}, else {@code ~/.kube/config}; of several files
 * the first that names a thing wins, and relative paths start from the file that holds them.
 */
final class KubeConfigFiles {
    private final List<Path> files;

    KubeConfigFiles(Settings settings, Optional<String> explicit) {
        String named = explicit.orElse(settings.variable("KUBECONFIG", ""));
        this.files = named.isEmpty()
                ? List.of(settings.home().resolve(".kube/config"))
                : Arrays.stream(named.split(File.pathSeparator))
                        .filter(part -> !part.isBlank())
                        .map(settings::path)
                        .toList();
        if (explicit.isPresent() && !Files.exists(files.get(0))) {
            throw new OpsException(FailureKind.NOT_FOUND, "no kubeconfig at " + files.get(0));
        }
    }

    List<Path> files() {
        return files;
    }

    /** The files merged; no contexts where there is no file. */
    Config merged() {
        Config merged = new Config();
        merged.setClusters(new ArrayList<>());
        merged.setContexts(new ArrayList<>());
        merged.setUsers(new ArrayList<>());
        for (Path file : files) {
            if (Files.exists(file)) {
                merge(merged, read(file));
            }
        }
        return merged;
    }

    private static Config read(Path file) {
        try {
            Config config = Serialization.unmarshal(Files.readString(file), Config.class);
            if (config == null) {
                return new Config();
            }
            absolutePaths(config, file.toAbsolutePath().resolveSibling(""));
            return config;
        } catch (IOException e) {
            throw new OpsException(FailureKind.DENIED, "cannot read the kubeconfig " + file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new OpsException(FailureKind.INVALID, "the kubeconfig " + file + " is not valid: " + why, e);
        }
    }

    private static void merge(Config into, Config from) {
        if (isBlank(into.getCurrentContext())) {
            into.setCurrentContext(from.getCurrentContext());
        }
        add(into.getContexts(), from.getContexts(), NamedContext::getName);
        add(into.getClusters(), from.getClusters(), NamedCluster::getName);
        add(into.getUsers(), from.getUsers(), NamedAuthInfo::getName);
    }

    private static <T> void add(List<T> into, @Nullable List<T> from, Function<T, String> name) {
        for (T item : from == null ? List.<T>of() : from) {
            if (into.stream().noneMatch(known -> name.apply(known).equals(name.apply(item)))) {
                into.add(item);
            }
        }
    }

    private static void absolutePaths(Config config, Path directory) {
        for (NamedCluster named : orEmpty(config.getClusters())) {
            Cluster cluster = named.getCluster();
            cluster.setCertificateAuthority(absolute(cluster.getCertificateAuthority(), directory));
        }
        for (NamedAuthInfo named : orEmpty(config.getUsers())) {
            AuthInfo user = named.getUser();
            if (user != null) {
                user.setClientCertificate(absolute(user.getClientCertificate(), directory));
                user.setClientKey(absolute(user.getClientKey(), directory));
                user.setTokenFile(absolute(user.getTokenFile(), directory));
            }
        }
    }

    private static @Nullable String absolute(@Nullable String path, Path directory) {
        return isBlank(path) ? path : directory.resolve(path).toString();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
