package dev.fairlead.script;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a frame of a snippet's class back to the snippet's source. JShell keeps the map to itself, so it is read by
 * reflection; without {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED} frames stay unknown.
 */
final class SnippetLines {
    /** A wrapper class; nested classes and lambdas follow after a further dollar. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$[0-9A-Z_]+");

    private final JShell shell;

    SnippetLines(JShell shell) {
        this.shell = shell;
    }

    /** A line of a snippet, the first is 1. */
    record Place(String snippet, int line) {}

    static boolean isSnippet(String className) {
        return WRAPPER.matcher(className).lookingAt();
    }

    /** The snippet's line that a frame stands for; empty for frames of other classes. */
    Optional<Place> place(StackTraceElement frame) {
        Matcher wrapper = WRAPPER.matcher(frame.getClassName());
        if (!wrapper.lookingAt() || frame.getLineNumber() <= 0) {
            return Optional.empty();
        }
        try {
            Field map = JShell.class.getDeclaredField("outerMap");
            map.setAccessible(true);
            Object outerMap = map.get(shell);
            Object outer = call(outerMap, "getOuter", wrapper.group());
            if (outer == null) {
                return Optional.empty();
            }
            int line = frame.getLineNumber() - 1;
            Snippet snippet = (Snippet) call(outer, "wrapLineToSnippet", line);
            Object inSnippet = call(outer, "wrapLineToSnippetLine", line);
            return snippet == null || inSnippet == null
                    ? Optional.empty()
                    : Optional.of(new Place(snippet.id(), (int) inSnippet + 1));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object call(Object target, String name, Object argument)
            throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 1) {
                    method.setAccessible(true);
                    return method.invoke(target, argument);
                }
            }
        }
        throw new NoSuchMethodException(name);
    }
}
