package dev.fairlead.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.command.session.SessionEnd;
import dev.fairlead.command.session.Version;
import dev.fairlead.progress.AlternativeResult;
import dev.fairlead.progress.Fitted;
import dev.fairlead.progress.Streamed;
import dev.fairlead.script.api.BuildApi;
import dev.fairlead.script.api.ClusterApi;
import dev.fairlead.script.api.ImageApi;
import dev.fairlead.script.api.RolloutApi;
import dev.fairlead.script.api.ScriptRequirement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a verb gives, at the prompt or in a script, has a text that reads well. */
final class EveryResultTest {
    /** They end the session, are handed on to another call, or read well as they are. */
    private static final Set<Class<?>> WITHOUT_VIEW = Set.of(SessionEnd.class, ScriptRequirement.class, Version.class);

    private final Views views = Views.standard();

    @Test
    void everyVerbOfALine() {
        List<Class<?>> commands = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.fairlead.command")
                        .stream()
                        .filter(type -> type.isAssignableTo(ShellCommand.class) && !type.isInterface())
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
        assertFalse(commands.isEmpty());
        assertEquals(
                List.of(),
                commands.stream()
                        .filter(command -> resultOf(command) == Object.class)
                        .toList());
        assertEquals(Set.of(), unseen(commands.stream().map(EveryResultTest::resultOf)));
    }

    @Test
    void everyVerbOfAScript() {
        Stream<Type> results = Stream.of(BuildApi.class, ClusterApi.class, ImageApi.class, RolloutApi.class)
                .flatMap(api -> Stream.of(api.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getGenericReturnType);
        assertEquals(Set.of(), unseen(results));
    }

    /** The records of ours that no view knows. */
    private Set<String> unseen(Stream<Type> results) {
        Set<String> unseen = new TreeSet<>();
        results.flatMap(EveryResultTest::held)
                .map(EveryResultTest::element)
                .filter(type -> type.getName().startsWith("dev.fairlead") && !WITHOUT_VIEW.contains(type))
                .filter(type -> type.isRecord() || type.isSealed())
                .filter(type -> !Fitted.class.isAssignableFrom(type))
                .filter(type -> Stream.concat(Stream.of(type), permitted(type))
                        .filter(Class::isRecord)
                        .anyMatch(one -> views.of(one) == null))
                .forEach(type -> unseen.add(type.getName()));
        return unseen;
    }

    /** Of alternatives, what each of them holds. */
    private static Stream<Type> held(Type result) {
        if (!(result instanceof Class<?> type) || !AlternativeResult.class.isAssignableFrom(type)) {
            return Stream.of(result);
        }
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EveryResultTest::held)
                : Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .flatMap(EveryResultTest::held);
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.of();
    }

    private static Type resultOf(Class<?> command) {
        return Stream.of(command.getGenericInterfaces())
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType() == ShellCommand.class)
                .map(type -> type.getActualTypeArguments()[0])
                .findFirst()
                .orElse(Object.class);
    }

    /** Of a list, a stream or what may be missing, the type of one. */
    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            boolean holds = Collection.class.isAssignableFrom(raw) || raw == Streamed.class || raw == Optional.class;
            return holds ? element(generic.getActualTypeArguments()[0]) : raw;
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
