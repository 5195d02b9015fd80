package dev.fairlead.script.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Step results as JSON and back: records, enums, text, numbers, times, and lists, sets, maps and optionals of those. Each
 * value says its type, so that what comes back is equal to what went. Nothing but records is constructed by name.
 */
final class ResultText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Types whose text says all of them. */
    private static final Map<String, Function<String, Object>> BY_TEXT = Map.ofEntries(
            Map.entry("java.lang.String", text -> text),
            Map.entry("java.lang.Boolean", Boolean::valueOf),
            Map.entry("java.lang.Integer", Integer::valueOf),
            Map.entry("java.lang.Long", Long::valueOf),
            Map.entry("java.lang.Double", Double::valueOf),
            Map.entry("java.lang.Float", Float::valueOf),
            Map.entry("java.lang.Short", Short::valueOf),
            Map.entry("java.lang.Byte", Byte::valueOf),
            Map.entry("java.lang.Character", text -> text.charAt(0)),
            Map.entry("java.math.BigDecimal", BigDecimal::new),
            Map.entry("java.math.BigInteger", BigInteger::new),
            Map.entry("java.time.Duration", Duration::parse),
            Map.entry("java.time.Instant", Instant::parse),
            Map.entry("java.time.LocalDate", LocalDate::parse),
            Map.entry("java.util.UUID", UUID::fromString),
            Map.entry("java.net.URI", URI::create),
            Map.entry("java.nio.file.Path", Path::of));

    private final ClassLoader loader;

    /** What older journals call these types. */
    private static final Map<String, String> RENAMED = Map.of(
            "dev.fairlead.raw.Ran", "dev.fairlead.script.io.ProgramResult",
            "dev.fairlead.raw.HttpAnswer", "dev.fairlead.script.io.HttpResponse",
            "dev.fairlead.rollout.Waited", "dev.fairlead.rollout.model.WaitResult",
            "dev.fairlead.set.SetResult", "dev.fairlead.applyset.ApplySetResult",
            "dev.fairlead.set.SetObject", "dev.fairlead.applyset.SetObject",
            "dev.fairlead.fleet.ContextOutcome", "dev.fairlead.multicluster.ContextOutcome",
            "dev.fairlead.fleet.ContextOutcome$Outcome", "dev.fairlead.multicluster.ContextOutcome$Outcome",
            "dev.fairlead.kubernetes.PutBack", "dev.fairlead.kubernetes.RevertedField");

    /** Where the types of older packages are now. */
    private static final Map<String, List<String>> MOVED = Map.of(
            "dev.fairlead.rollout", List.of("dev.fairlead.rollout.model"),
            "dev.fairlead.release", List.of("dev.fairlead.release.plan", "dev.fairlead.release.run"));

    /** @param loader knows the records that the script declares */
    ResultText(ClassLoader loader) {
        this.loader = loader;
    }

    /** A value of a type that cannot be written or read. */
    static final class Unknown extends Exception {
        Unknown(String what) {
            super(what);
        }
    }

    JsonNode write(@Nullable Object value) throws Unknown {
        if (value == null) {
            return NODES.nullNode();
        }
        String type =
                value instanceof Path ? Path.class.getName() : value.getClass().getName();
        if (BY_TEXT.containsKey(type)) {
            return value instanceof String text
                    ? NODES.textNode(text)
                    : typed(type).put("text", value.toString());
        }
        if (value instanceof Enum<?> constant) {
            return typed(constant.getDeclaringClass().getName()).put("constant", constant.name());
        }
        if (value instanceof Optional<?> optional) {
            return typed("optional").set("values", all(optional.stream().toList()));
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode written = typed("map");
            written.set("keys", all(map.keySet()));
            return written.set("values", all(map.values()));
        }
        if (value instanceof List<?> || value instanceof Set<?>) {
            String kind = value instanceof List<?> ? "list" : "set";
            return typed(kind).set("values", all((Iterable<?>) value));
        }
        if (value instanceof Record) {
            return typed(type).set("record", components(value));
        }
        throw new Unknown(value.getClass().getSimpleName());
    }

    @Nullable
    Object read(JsonNode written) throws Unknown {
        if (written.isNull() || written.isTextual()) {
            return written.isNull() ? null : written.asText();
        }
        String type = written.path("type").asText();
        Function<String, Object> byText = BY_TEXT.get(type);
        if (byText != null) {
            return byText.apply(written.path("text").asText());
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode value : written.path(written.has("record") ? "record" : "values")) {
            values.add(read(value));
        }
        return switch (type) {
            case "list" -> Collections.unmodifiableList(values);
            case "set" -> Collections.unmodifiableSet(new LinkedHashSet<>(values));
            case "optional" -> values.stream().findFirst();
            case "map" -> map(written.path("keys"), values);
            default -> written.has("record") ? record(type, values) : constant(type, written);
        };
    }

    private ArrayNode components(Object value) throws Unknown {
        ArrayNode fields = NODES.arrayNode();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object part = component.getAccessor().invoke(value);
                // What is no part of a result's JSON is what a later call in the same session may use if it is there.
                boolean spare =
                        component.getAccessor().isAnnotationPresent(JsonIgnore.class) && part instanceof Optional;
                fields.add(write(spare ? Optional.empty() : part));
            } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
                throw new Unknown(value.getClass().getSimpleName() + "." + component.getName());
            }
        }
        return fields;
    }

    private Class<?> known(String type) throws ClassNotFoundException {
        String name = RENAMED.getOrDefault(type, type);
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            int dot = name.lastIndexOf('.');
            for (String now : MOVED.getOrDefault(name.substring(0, Math.max(dot, 0)), List.of())) {
                try {
                    return Class.forName(now + name.substring(dot), false, loader);
                } catch (ClassNotFoundException elsewhere) {
                    e.addSuppressed(elsewhere);
                }
            }
            throw e;
        }
    }

    private Object record(String type, List<@Nullable Object> values) throws Unknown {
        try {
            Class<?> known = known(type);
            if (!known.isRecord()) {
                throw new Unknown(type);
            }
            Class<?>[] types = Arrays.stream(known.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = known.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new Unknown(type);
        }
    }

    private Object constant(String type, JsonNode written) throws Unknown {
        try {
            Object[] constants = known(type).getEnumConstants();
            String name = written.path("constant").asText();
            return Arrays.stream(constants == null ? new Object[0] : constants)
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Unknown(type));
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Unknown(type);
        }
    }

    private Map<@Nullable Object, @Nullable Object> map(JsonNode keys, List<@Nullable Object> values) throws Unknown {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            map.put(read(keys.path(i)), values.get(i));
        }
        return Collections.unmodifiableMap(map);
    }

    private ArrayNode all(Iterable<?> values) throws Unknown {
        ArrayNode written = NODES.arrayNode();
        for (Object value : values) {
            written.add(write(value));
        }
        return written;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }
}
