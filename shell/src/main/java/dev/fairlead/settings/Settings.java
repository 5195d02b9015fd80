package dev.fairlead.settings;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything fairlead takes from its surroundings, immutable.
 *
 * @param environment the environment's variables
 * @param home the user's home directory
 * @param workingDirectory what relative paths start from
 * @param stateDirectory history and journal: {@code $XDG_STATE_HOME/fairlead} (XDG Base Directory Specification)
 * @param cacheDirectory what can be made again: {@code $XDG_CACHE_HOME/fairlead}
 * @param configDirectory what the user settles: {@code $XDG_CONFIG_HOME/fairlead}
 */
public record Settings(
        Map<String, String> environment,
        Path home,
        Path workingDirectory,
        Path stateDirectory,
        Path cacheDirectory,
        Path configDirectory) {

    public Settings {
        environment = Map.copyOf(environment);
    }

    /** Reads the settings from an environment, by the XDG rules: a relative XDG path is ignored. */
    public static Settings of(Map<String, String> environment, Path fallbackHome, Path workingDirectory) {
        // Java has "?" for the home of a user without an entry.
        Path fallback = fallbackHome.isAbsolute() ? fallbackHome : Path.of("/");
        Path home = absolute(environment.get("HOME"), fallback);
        return new Settings(
                environment,
                home,
                workingDirectory.toAbsolutePath().normalize(),
                absolute(environment.get("XDG_STATE_HOME"), home.resolve(".local/state"))
                        .resolve("fairlead"),
                absolute(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"))
                        .resolve("fairlead"),
                absolute(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"))
                        .resolve("fairlead"));
    }

    /** A variable's value, or the given one where it is unset or empty. */
    public String variable(String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    /**
     * What the user settled for a key such as {@code rollout.restarts}: in the environment, else in {@code
     * settings.properties} of the configuration directory, which is read now, so that a line which needs no setting does
     * not fail by the file.
     *
     * @throws OpsException of kind INVALID that names file, line and key when the file holds what is no setting
     */
    public Optional<Preference> preference(String key) {
        PreferenceKey known =
                PreferenceKey.of(key).orElseThrow(() -> new IllegalArgumentException("no setting " + key));
        return preference(known);
    }

    /** As {@link #preference(String)}. */
    public Optional<Preference> preference(PreferenceKey key) {
        Map<PreferenceKey, Preference> file = new PreferenceFile(configDirectory.resolve("settings.properties")).read();
        String value = variable(key.variable(), "");
        return value.isEmpty()
                ? Optional.ofNullable(file.get(key))
                : Optional.of(new Preference(key, value.strip(), "$" + key.variable()));
    }

    /** What becomes of what reaches outside: everything is done unless this is a session within another. */
    public EgressPolicy enclosure() {
        String name = variable(EgressPolicy.VARIABLE, "");
        return Stream.of(EgressPolicy.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElse(EgressPolicy.OPEN);
    }

    /** The names that the user settled for a key, else those of its standard value. */
    public List<String> names(PreferenceKey key) {
        return preference(key)
                .orElseGet(() -> new Preference(key, key.standard(), ""))
                .names();
    }

    /**
     * A path as the user typed it, {@code ~} and relative ones included.
     *
     * @throws OpsException of kind USAGE where it can be none, as with a NUL character
     */
    public Path path(String typed) {
        try {
            if (typed.equals("~") || typed.startsWith("~/")) {
                return home.resolve(typed.substring(Math.min(2, typed.length())))
                        .normalize();
            }
            return workingDirectory.resolve(typed).normalize();
        } catch (InvalidPathException e) {
            throw new OpsException(FailureKind.USAGE, "'" + typed + "' is no path: " + e.getReason(), e);
        }
    }

    private static Path absolute(@Nullable String value, Path otherwise) {
        return value != null && value.startsWith("/") ? Path.of(value) : otherwise;
    }
}
