package dev.fairlead.script.engine;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a frame of a snippet's class back to the snippet's source. JShell keeps the map to itself, so it is read by
 * reflection; without {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED} frames stay unknown.
 */
public final class SnippetLines {
    /** A wrapper class; nested classes and lambdas follow after a further dollar. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$[0-9A-Z_]+");

    private final JShell shell;

    SnippetLines(JShell shell) {
        this.shell = shell;
    }

    /** A line of a snippet, the first is 1. */
    public record Place(String snippet, int line) {}

    static boolean isSnippet(String className) {
        return WRAPPER.matcher(className).lookingAt();
    }

    /** The wrapper that a class is or is nested in; empty for other classes. */
    public static Optional<String> wrapper(String className) {
        Matcher matcher = WRAPPER.matcher(className);
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** The snippet's line that a frame stands for; empty for frames of other classes. */
    Optional<Place> place(StackTraceElement frame) {
        Optional<String> wrapper = wrapper(frame.getClassName());
        if (wrapper.isEmpty() || frame.getLineNumber() <= 0) {
            return Optional.empty();
        }
        try {
            Object outer = outer(wrapper.get());
            return outer == null ? Optional.empty() : place(outer, frame.getLineNumber());
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    /** All lines of a wrapper class that stand for one of a snippet; empty where JShell does not tell. */
    Map<Integer, Place> places(String wrapper) {
        Map<Integer, Place> places = new TreeMap<>();
        try {
            Object outer = outer(wrapper);
            if (outer == null) {
                return places;
            }
            long lines = String.valueOf(call(outer, "wrapped")).lines().count();
            for (int line = 1; line <= lines; line++) {
                Optional<Place> place = place(outer, line);
                if (place.isPresent()) {
                    places.put(line, place.get());
                }
            }
            return places;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Map.of();
        }
    }

    /** The number by which compiled code names a snippet that lacks something; empty where JShell does not tell. */
    static Optional<Integer> number(Snippet snippet) {
        try {
            return Optional.ofNullable((Integer) call(call(snippet, "key"), "index"));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    private static Optional<Place> place(Object outer, int line) throws ReflectiveOperationException {
        Snippet snippet = (Snippet) call(outer, "wrapLineToSnippet", line - 1);
        if (snippet == null) {
            return Optional.empty();
        }
        Object inSnippet = call(outer, "wrapLineToSnippetLine", line - 1);
        return inSnippet == null ? Optional.empty() : Optional.of(new Place(snippet.id(), (int) inSnippet + 1));
    }

    private @Nullable Object outer(String wrapper) throws ReflectiveOperationException {
        Field map = JShell.class.getDeclaredField("outerMap");
        map.setAccessible(true);
        return call(map.get(shell), "getOuter", wrapper);
    }

    private static @Nullable Object call(@Nullable Object target, String name, Object... arguments)
            throws ReflectiveOperationException {
        if (target == null) {
            throw new NoSuchMethodException(name);
        }
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                }
            }
        }
        throw new NoSuchMethodException(name);
    }
}
