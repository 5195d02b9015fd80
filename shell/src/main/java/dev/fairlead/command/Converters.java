package dev.fairlead.command;

import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How text on a line becomes a type. */
public final class Converters {
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private final Map<Class<?>, Function<String, ?>> parsers = new LinkedHashMap<>();

    public Converters(Settings settings) {
        with(Path.class, settings::path);
        with(Duration.class, Converters::duration);
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

    /** Go's notation, as kubectl takes it: {@code 90s}, {@code 2m}, {@code 1h30m}, {@code 500ms}; {@code 0} is none. */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration; write e.g. 90s, 2m or 1h30m");
        }
        return Duration.ofHours(number(matcher.group(1)))
                .plusMinutes(number(matcher.group(2)))
                .plusSeconds(number(matcher.group(3)))
                .plusMillis(number(matcher.group(4)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
