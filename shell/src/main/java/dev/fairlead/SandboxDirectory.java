package dev.fairlead;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFolder;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.script.test.IsolatedSandboxRequest;
import dev.fairlead.settings.EgressPolicy;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a room. They go with it, or when the process ends before. */
final class SandboxDirectory implements AutoCloseable {
    /** What the names of all rooms begin with; the number of the process follows. */
    static final String NAME = "fairlead-room-";

    private static final String SPEED = "20";

    /**
     * The usual tolerances over the speed, so that what is hopeless is so as soon as it would be there. A pod's times are
     * whole seconds, so that the first second of the stability window may be none.
     */
    private static final Map<PreferenceKey, String> PATIENCE = Map.of(
            PreferenceKey.ROLLOUT_STABLE, "1s300ms",
            PreferenceKey.ROLLOUT_PENDING, "3s",
            PreferenceKey.ROLLOUT_UNREADY, "1s500ms",
            PreferenceKey.ROLLOUT_UNPULLED, "3s",
            PreferenceKey.ROLLOUT_UNOBSERVED, "3s",
            PreferenceKey.ROLLOUT_TIMEOUT, "1m");

    private static final Set<String> PLAIN = Set.of("USER", "LANG", "LC_ALL", "TZ");
    private static final List<String> LEADING_OUT =
            List.of("KUBECONFIG", "DOCKER_", "BUILDKIT_", "BUILDX_", "FAIRLEAD_SANDBOX_", "FAIRLEAD_ROLLOUT_NOTIFY");

    private final Path directory;
    private final Thread atExit;

    private SandboxDirectory(Path directory) {
        this.directory = directory;
        this.atExit = new Thread(this::delete, "room's end");
    }

    /** @param recordings of scripts, which are the same wherever they run */
    static SandboxDirectory make(Path recordings) {
        try {
            SandboxDirectory made = new SandboxDirectory(
                    Files.createTempDirectory(NAME + ProcessHandle.current().pid() + "-"));
            Runtime.getRuntime().addShutdownHook(made.atExit);
            Path cache = Files.createDirectories(made.directory.resolve("cache"));
            share(recordings, cache.resolve("scripts"));
            return made;
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED,
                    "cannot make a directory for a sandbox below " + System.getProperty("java.io.tmpdir") + ": "
                            + SystemFailures.why(e),
                    e);
        }
    }

    /** Without it each room compiles the script anew. */
    private static void share(Path recordings, Path link) {
        try {
            OwnFolder.make(recordings);
            Files.createSymbolicLink(link, recordings.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            // a file system without links has none of the recordings
            System.getLogger(SandboxDirectory.class.getName()).log(System.Logger.Level.DEBUG, "no recordings", e);
        }
    }

    Settings settings(Settings outer, IsolatedSandboxRequest request) {
        Map<String, String> environment = new HashMap<>();
        outer.environment().forEach((name, value) -> {
            boolean leadsOut = LEADING_OUT.stream().anyMatch(name::startsWith);
            if (PLAIN.contains(name) || request.inherits() && !leadsOut) {
                environment.put(name, value);
            }
        });
        environment.putAll(request.environment());
        PATIENCE.forEach((key, value) -> environment.putIfAbsent(key.variable(), value));
        environment.put("FAIRLEAD_SANDBOX_SPEED", SPEED);
        environment.put(SandboxSession.CONTEXT_VARIABLE, request.context());
        environment.put(EgressPolicy.VARIABLE, request.enclosure().name());
        Path settled = request.inherits() ? outer.configDirectory() : directory.resolve("config");
        return new Settings(
                environment,
                directory,
                outer.workingDirectory(),
                directory.resolve("state"),
                directory.resolve("cache"),
                settled);
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // what is left lies among the system's temporary files
        }
    }
}
