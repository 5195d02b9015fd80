package dev.fairlead.rollout.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Rules that are kept as data beside the classes. */
final class RuleFile {
    private RuleFile() {}

    /** What a file of that name says: maps, lists and scalars. */
    static Object read(String name) {
        try (InputStream stream = RuleFile.class.getResourceAsStream(name)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(stream, name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The texts of a field: of a list, or of one scalar; none where the field is missing. */
    static List<String> texts(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }
}
