package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Documentation;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of the script API: what it documents, that it is whole, and that its examples compile. */
final class ApiSiteTest {
    private static final Path PROJECT = Path.of(
                    Optional.ofNullable(System.getProperty("fairlead.project")).orElse(".."))
            .toAbsolutePath()
            .normalize();
    private static final Path SOURCES = PROJECT.resolve("shell/src/main/java");

    /** What signatures name and the site leaves out, and why. */
    private static final Set<String> LEFT_OUT = Set.of(
            // the tool of JDK 17 ends with an assertion on packages with enums in records that are not documented
            "dev.fairlead.gate.GateVerdict",
            "dev.fairlead.notification.NotificationTargets",
            // behind a plan, an answer or a table; their text is the contract
            "dev.fairlead.release.plan.Plan",
            "dev.fairlead.multicluster.MultiClusterRequest",
            // made by the session, which hands them to the names that scripts use
            "dev.fairlead.settings.Settings",
            "dev.fairlead.docker.DockerEngine",
            "dev.fairlead.script.io.HttpConnections",
            "dev.fairlead.gate.GateSubject");

    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n\\s*\\* }</pre>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void itHoldsEveryTypeThatTheApiLeadsTo() throws Exception {
        Set<String> documented = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (Path file : documented()) {
            Class<?> type = Class.forName(name(file));
            documented.add(type.getName());
            collect(type, named);
        }
        named.removeAll(documented);
        named.removeAll(LEFT_OUT);
        assertEquals(Set.of(), named);
    }

    @Test
    void whateverIsPublicInItSaysWhatItDoes() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path file : documented()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                String line = lines.get(i);
                boolean method = line.matches("    public (?!record|enum|interface|static final class).*\\(.*");
                if (method && isFacade(file) && !isDocumented(lines, i)) {
                    silent.add(file.getFileName() + ": " + line.strip());
                }
            }
        }
        assertEquals(List.of(), silent);
    }

    @Test
    void theToolHasNothingToSayAgainstIt() throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = tool.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-quiet",
                    "-Xdoclint:all,-missing",
                    "-Werror",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-sourcepath",
                    SOURCES.toString(),
                    "-overview",
                    PROJECT.resolve("shell/src/javadoc/overview.html").toString(),
                    "-d",
                    directory.toString());
            boolean well = tool.getTask(
                            said, files, null, null, options, files.getJavaFileObjectsFromPaths(documented()))
                    .call();
            assertTrue(well, said.toString());
        }
        assertTrue(Files.exists(directory.resolve("dev/fairlead/script/api/RolloutApi.html")));
    }

    @Test
    void itsExamplesCompile() throws IOException {
        StringBuilder script = new StringBuilder();
        int count = 0;
        for (Path file : documented()) {
            Matcher examples = EXAMPLE.matcher(Files.readString(file));
            while (examples.find()) {
                script.append("// ").append(file.getFileName()).append('\n');
                script.append(examples.group(1).replaceAll("(?m)^\\s*\\* ?", ""))
                        .append('\n');
                count++;
            }
        }
        assertTrue(count >= 10, "only " + count + " examples");
        script.append(Documentation.part("typed-api").replaceAll("(?m)^```.*$", ""));
        Path all = Files.writeString(directory.resolve("examples.jsh"), script);
        CheckResult checked = new ScriptService(TestApi.services(), directory, directory.resolve("cache")).check(all);
        assertEquals(List.of(), checked.problems());
    }

    private static boolean isFacade(Path file) {
        return file.toString().contains("/script/") || file.toString().contains("/raw/");
    }

    private static boolean isDocumented(List<String> lines, int method) {
        int before = method - 1;
        // an annotation may go on below
        while (lines.get(before).strip().startsWith("@") || lines.get(before).startsWith("        ")) {
            before--;
        }
        return lines.get(before).strip().endsWith("*/")
                || lines.get(before).contains("@Override")
                || lines.subList(before + 1, method).stream().anyMatch(line -> line.contains("@Override"));
    }

    /** The files that the pom's javadoc plugin is given. */
    private static List<Path> documented() throws IOException {
        Matcher includes = Pattern.compile("<include>(dev/fairlead/.*?)</include>")
                .matcher(Files.readString(PROJECT.resolve("shell/pom.xml")));
        List<Path> files = new ArrayList<>();
        while (includes.find()) {
            files.add(SOURCES.resolve(includes.group(1)));
        }
        assertTrue(files.size() > 50, "only " + files);
        return files;
    }

    private static String name(Path file) {
        String path = SOURCES.relativize(file).toString();
        return path.substring(0, path.length() - ".java".length()).replace('/', '.');
    }

    /** The names of our top-level types that a type's public members name. */
    private static void collect(Class<?> type, Set<String> names) {
        Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getConstructors()))
                .filter(one -> one.getDeclaringClass() == type)
                .filter(one -> type.isRecord() ? !isCanonical(type, one) : true)
                .forEach(one -> collect(one, names));
        if (type.getSuperclass() != null
                && Modifier.isPublic(type.getSuperclass().getModifiers())) {
            add(type.getSuperclass(), names);
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            if (Modifier.isPublic(nested.getModifiers())) {
                collect(nested, names);
            }
        }
    }

    private static boolean isCanonical(Class<?> type, Executable one) {
        return !(one instanceof Method)
                && one.getParameterCount() == type.getRecordComponents().length
                && Arrays.equals(
                        one.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static void collect(Executable one, Set<String> names) {
        if (one instanceof Method method) {
            add(method.getGenericReturnType(), names);
        }
        for (Type parameter : one.getGenericParameterTypes()) {
            add(parameter, names);
        }
    }

    private static void add(Type type, Set<String> names) {
        if (type instanceof Class<?> plain) {
            Class<?> top = plain.isArray() ? plain.getComponentType() : plain;
            while (top.getEnclosingClass() != null) {
                top = top.getEnclosingClass();
            }
            if (top.getName().startsWith("dev.fairlead.")) {
                names.add(top.getName());
            }
        } else if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), names);
            all(generic.getActualTypeArguments()).forEachRemaining(one -> add(one, names));
        } else if (type instanceof WildcardType wildcard) {
            all(wildcard.getUpperBounds()).forEachRemaining(one -> add(one, names));
            all(wildcard.getLowerBounds()).forEachRemaining(one -> add(one, names));
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType(), names);
        }
    }

    private static Iterator<Type> all(Type[] types) {
        return List.of(types).iterator();
    }
}
