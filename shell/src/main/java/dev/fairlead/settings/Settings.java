package dev.fairlead.settings;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything fairlead takes from its surroundings, immutable.
 *
 * @param environment the environment's variables
 * @param home the user's home directory
 * @param workingDirectory what relative paths start from
 * @param stateDirectory history and journal: {@code $XDG_STATE_HOME/fairlead} (XDG Base Directory Specification)
 * @param cacheDirectory what can be made again: {@code $XDG_CACHE_HOME/fairlead}
 */
public record Settings(
        Map<String, String> environment, Path home, Path workingDirectory, Path stateDirectory, Path cacheDirectory) {

    public Settings {
        environment = Map.copyOf(environment);
    }

    /** Reads the settings from an environment, by the XDG rules: a relative XDG path is ignored. */
    public static Settings of(Map<String, String> environment, Path fallbackHome, Path workingDirectory) {
        Path home = absolute(environment.get("HOME"), fallbackHome);
        return new Settings(
                environment,
                home,
                workingDirectory.toAbsolutePath().normalize(),
                absolute(environment.get("XDG_STATE_HOME"), home.resolve(".local/state"))
                        .resolve("fairlead"),
                absolute(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"))
                        .resolve("fairlead"));
    }

    /** A variable's value, or the given one where it is unset or empty. */
    public String variable(String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    /** A path as the user typed it, {@code ~} and relative ones included. */
    public Path path(String typed) {
        if (typed.equals("~") || typed.startsWith("~/")) {
            return home.resolve(typed.substring(Math.min(2, typed.length()))).normalize();
        }
        return workingDirectory.resolve(typed).normalize();
    }

    private static Path absolute(@Nullable String value, Path otherwise) {
        return value != null && value.startsWith("/") ? Path.of(value) : otherwise;
    }
}
