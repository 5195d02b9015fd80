package dev.fairlead.script.engine;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.api.SnippetHolder;
import dev.fairlead.script.api.SnippetScope;
import dev.fairlead.script.source.JavaText;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code _} stands for. Java keeps that word for itself, so it becomes the name of a variable: the snippet's own,
 * or one that is declared for a command's result when it is first asked for.
 */
final class LastResult {
    static final String PREFIX = "$_";

    private static final Set<Class<?>> SAY_NOTHING =
            Set.of(Record.class, Enum.class, Serializable.class, Cloneable.class);

    private final SnippetScope scope;
    private @Nullable String variable;
    private boolean declared;
    private int count;

    LastResult(SnippetScope scope) {
        this.scope = scope;
    }

    /** A command's result. */
    void remember(Object result) {
        scope.remember(result);
        variable = PREFIX + ++count;
        declared = false;
    }

    /** A snippet's value is held by that variable. */
    void heldBy(String name) {
        variable = name;
        declared = true;
    }

    /** The variable that stands for {@code _}; empty where there is none yet. */
    String name() {
        return variable == null ? "" : variable;
    }

    boolean isKnown() {
        return variable != null;
    }

    /** The snippet that must run before {@link #in}; null where none. */
    @Nullable
    String declaration() {
        if (variable == null || declared) {
            return null;
        }
        declared = true;
        String type = type(scope.last());
        return type + " " + variable + " = (" + type + ") " + SnippetHolder.class.getName() + ".last();";
    }

    /** The source with the variable in place of {@code _}. */
    String in(String source) {
        String name = variable;
        if (name == null) {
            throw new OpsException(FailureKind.INVALID, "_ is the last result, and there is none yet");
        }
        return JavaText.withLast(source, name);
    }

    /** The type that a variable for the object is declared with: its nearest public one. */
    static String type(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return "java.util.List<" + elementType(list) + ">";
        }
        return value == null ? "Object" : name(publicType(value.getClass()));
    }

    private static String elementType(List<?> list) {
        List<Class<?>> common = new ArrayList<>();
        for (Object element : list) {
            List<Class<?>> types = element == null ? List.of() : publicTypes(element.getClass());
            if (common.isEmpty()) {
                common.addAll(types);
            } else {
                common.retainAll(types);
            }
        }
        return common.isEmpty() ? "?" : name(common.get(0));
    }

    private static Class<?> publicType(Class<?> type) {
        List<Class<?>> types = publicTypes(type);
        return types.isEmpty() ? Object.class : types.get(0);
    }

    /** The type itself, its superclasses, then the interfaces, as far as snippets can name them. */
    private static List<Class<?>> publicTypes(Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        List<Class<?>> interfaces = new ArrayList<>();
        for (Class<?> next = type; next != null && next != Object.class; next = next.getSuperclass()) {
            all.add(next);
            Collections.addAll(interfaces, next.getInterfaces());
        }
        all.addAll(interfaces);
        all.removeIf(one -> !canBeNamed(one) || SAY_NOTHING.contains(one));
        return all;
    }

    private static boolean canBeNamed(Class<?> type) {
        boolean visible = Modifier.isPublic(type.getModifiers())
                && type.getCanonicalName() != null
                && type.getModule().isExported(type.getPackageName());
        return visible && (type.getEnclosingClass() == null || canBeNamed(type.getEnclosingClass()));
    }

    private static String name(Class<?> type) {
        int parameters = type.getTypeParameters().length;
        String arguments = parameters == 0 ? "" : "<" + String.join(", ", Collections.nCopies(parameters, "?")) + ">";
        return type.getCanonicalName() + arguments;
    }
}
