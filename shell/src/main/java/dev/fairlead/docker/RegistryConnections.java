package dev.fairlead.docker;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.Pem;
import dev.fairlead.http.Tls;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What connections to registries go by: the environment's proxies, whom the system trusts, and what docker finds in
 * {@code /etc/docker/certs.d/HOST:PORT}: authorities in {@code *.crt}, a login in {@code *.cert} and {@code *.key}.
 */
public final class RegistryConnections implements Function<String, ConnectionRules> {
    private final Settings settings;
    private final Path directories;

    public RegistryConnections(Settings settings) {
        this(settings, Path.of("/etc/docker/certs.d"));
    }

    /** @param directories holds a directory for each registry that has certificates of its own */
    public RegistryConnections(Settings settings, Path directories) {
        this.settings = settings;
        this.directories = directories;
    }

    /** @param host with its port, where it has one */
    @Override
    public ConnectionRules apply(String host) {
        Path own = directories.resolve(host).normalize();
        if (!own.startsWith(directories) || !Files.isDirectory(own)) {
            return ConnectionRules.of(settings.environment());
        }
        ConnectionRules rules = ConnectionRules.of(settings.environment(), own);
        try {
            Optional<Path> login = login(own);
            return login.isEmpty() ? rules : withLogin(rules, login.get());
        } catch (IOException e) {
            throw unusable(own, SystemFailures.why(e), e);
        } catch (GeneralSecurityException e) {
            throw unusable(own, String.valueOf(e.getMessage()), e);
        }
    }

    private static OpsException unusable(Path directory, String why, Exception cause) {
        return new OpsException(
                FailureKind.INVALID, "the certificates in " + directory + " cannot be used: " + why, cause);
    }

    private static ConnectionRules withLogin(ConnectionRules rules, Path certificate)
            throws IOException, GeneralSecurityException {
        Path key =
                certificate.resolveSibling(certificate.getFileName().toString().replaceFirst("cert$", "key"));
        return rules.with(
                Tls.keys(Pem.certificates(Files.readAllBytes(certificate)), Pem.privateKey(Files.readAllBytes(key))));
    }

    private static Optional<Path> login(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".cert"))
                    .sorted()
                    .findFirst();
        }
    }
}
