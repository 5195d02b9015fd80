package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value for an {@code ARG} as docker takes it: {@code NAME=VALUE}, or {@code NAME} for what the environment has.
 *
 * @param value empty where the environment has none; the Dockerfile's own counts then
 */
public record BuildArgument(String name, Optional<String> value) {

    /** @throws OpsException of kind USAGE when it has no name */
    public static BuildArgument parse(String text, Map<String, String> environment) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isBlank()) {
            throw new OpsException(
                    FailureKind.USAGE, "'" + text + "' is not a build argument; write NAME=VALUE, or NAME");
        }
        return new BuildArgument(
                name,
                equals < 0 ? Optional.ofNullable(environment.get(name)) : Optional.of(text.substring(equals + 1)));
    }

    /** Those that have a value; of several with one name the last. */
    public static Map<String, String> values(List<BuildArgument> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        arguments.forEach(argument -> argument.value().ifPresent(value -> values.put(argument.name(), value)));
        return values;
    }

    @Override
    public String toString() {
        return name + value.map(text -> "=" + text).orElse("");
    }
}
