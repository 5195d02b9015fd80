package dev.fairlead.command;

import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Durations;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How text on a line becomes a type. */
public final class Converters {
    private final Map<Class<?>, Function<String, ?>> parsers = new LinkedHashMap<>();

    public Converters(Settings settings) {
        with(Path.class, settings::path);
        with(Duration.class, Durations::parse);
    }

    /** Adds a type; the parser throws {@link OpsException} or {@link IllegalArgumentException} on bad text. */
    public <T> Converters with(Class<T> type, Function<String, T> parser) {
        parsers.put(type, parser);
        return this;
    }

    void register(CommandLine line) {
        parsers.forEach((type, parser) -> register(line, type, parser));
    }

    @SuppressWarnings("unchecked") // with() pairs each class with a parser of the same type
    private static <T> void register(CommandLine line, Class<?> type, Function<String, ?> parser) {
        line.registerConverter((Class<T>) type, (ITypeConverter<T>) text -> {
            try {
                return (T) parser.apply(text);
            } catch (OpsException | IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        });
    }
}
