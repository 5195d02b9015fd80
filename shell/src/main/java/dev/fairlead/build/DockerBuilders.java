package dev.fairlead.build;

import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.HelperProgram;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.util.Optional;

/** The builders of a Docker Engine. */
final class DockerBuilders implements Builders {
    private final Settings settings;
    private final DockerEngine engine;
    private final DockerCredentials credentials;

    DockerBuilders(Settings settings, DockerEngine engine, DockerCredentials credentials) {
        this.settings = settings;
        this.engine = engine;
        this.credentials = credentials;
    }

    @Override
    public String place() {
        return engine.endpoint().host().toString();
    }

    /** Where there is no engine this says so before a docker program looks for one by itself. */
    @Override
    public void require() {
        engine.endpoint();
    }

    @Override
    public BuildEngine choose(Builder wanted, ProgressListener progress) {
        if (wanted != Builder.classic) {
            Optional<HelperProgram> docker =
                    HelperProgram.find(settings, "docker").filter(BuildkitEngine::isUsable);
            if (docker.isPresent()) {
                return new BuildkitEngine(docker.get(), engine);
            }
            if (wanted == Builder.buildkit) {
                throw new OpsException(
                                FailureKind.NOT_FOUND, "no BuildKit: docker with its buildx plugin is not on the PATH")
                        .hint("build image PATH --builder classic");
            }
        }
        return new ClassicEngine(engine, credentials);
    }
}
