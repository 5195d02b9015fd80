package dev.fairlead.script.io;

import com.github.dockerjava.api.DockerClient;
import dev.fairlead.docker.DockerEngine;
import java.util.function.Supplier;

/** {@code docker} in snippets: the Docker Engine itself, for what {@code build} and {@code image} do not do. */
public final class DockerApi {
    private final Supplier<DockerEngine> engine;

    /** For the snippets of the session that the supplier finds. */
    public DockerApi(Supplier<DockerEngine> engine) {
        this.engine = engine;
    }

    /**
     * docker-java's client of the engine that the session uses, connected at its first request. Its exceptions are its
     * own ({@code com.github.dockerjava.api.exception}). The session closes it; a script does not.
     *
     * <pre>{@code
     * var stopped = docker.client().listContainersCmd().withStatusFilter(List.of("exited")).exec();
     * println(stopped.size() + " stopped containers");
     * }</pre>
     */
    public DockerClient client() {
        return engine.get().client();
    }
}
