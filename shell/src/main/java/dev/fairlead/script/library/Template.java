package dev.fairlead.script.library;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What a new script can begin as. */
public enum Template {
    EMPTY,
    SHIP,
    CANARY,
    BLUE_GREEN,
    ROLLBACK,
    CLEANUP;

    /** @throws OpsException of kind USAGE with those that there are, when it is none of them */
    public static Template parse(String typed) {
        List<String> known = Stream.of(values()).map(Template::toString).toList();
        if (!known.contains(typed)) {
            throw new OpsException(
                    FailureKind.USAGE, "there is no template " + typed + "; there are " + String.join(", ", known));
        }
        return values()[known.indexOf(typed)];
    }

    /** The script's source. */
    String source() {
        try (InputStream stream = Template.class.getResourceAsStream(this + ".jsh")) {
            return new String(Objects.requireNonNull(stream, name()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is typed, e.g. {@code blue-green}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
