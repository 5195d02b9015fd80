package dev.fairlead.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What docker-java is told: the address and nothing else. It does not look for credentials itself, since it knows no
 * credential programs, and it pins no API version, since new engines refuse old ones.
 */
final class ClientSettings implements DockerClientConfig {
    private final DockerEndpoint endpoint;

    ClientSettings(DockerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public URI getDockerHost() {
        return endpoint.host();
    }

    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.unknown();
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
        return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }

    @Override
    public @Nullable LocalDirectorySSLConfig getSSLConfig() {
        return endpoint.certificates()
                .map(path -> new LocalDirectorySSLConfig(path.toString()))
                .orElse(null);
    }
}
