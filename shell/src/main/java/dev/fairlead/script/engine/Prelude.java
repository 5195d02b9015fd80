package dev.fairlead.script.engine;

import dev.fairlead.script.api.BuildApi;
import dev.fairlead.script.api.ClusterApi;
import dev.fairlead.script.api.ImageApi;
import dev.fairlead.script.api.RolloutApi;
import dev.fairlead.script.api.ScriptFunctions;
import dev.fairlead.script.api.SnippetHolder;
import dev.fairlead.script.api.StepFunctions;
import dev.fairlead.script.source.JavaText;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What every session knows before its first snippet. JShell compiles each of these at every start: few, not all. */
public final class Prelude {
    private static final List<String> PACKAGES = List.of(
            "java.io",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "dev.fairlead.applyset",
            "dev.fairlead.build",
            "dev.fairlead.cluster",
            "dev.fairlead.failure",
            "dev.fairlead.image",
            "dev.fairlead.kubernetes",
            "dev.fairlead.multicluster",
            "dev.fairlead.release.plan",
            "dev.fairlead.release.run",
            "dev.fairlead.rollout.judge",
            "dev.fairlead.rollout.model",
            "dev.fairlead.script.api",
            "dev.fairlead.script.io",
            "dev.fairlead.script.run");

    private Prelude() {}

    /** Complete snippets, in order. */
    public static List<String> snippets() {
        List<String> snippets = new ArrayList<>();
        PACKAGES.stream().filter(Prelude::exists).forEach(name -> snippets.add("import " + name + ".*;"));
        snippets.add("import static " + ScriptFunctions.class.getName() + ".*;");
        snippets.add("import static " + StepFunctions.class.getName() + ".*;");
        variable(snippets, BuildApi.class, "build", "api().build()");
        variable(snippets, ImageApi.class, "image", "api().image()");
        variable(snippets, ClusterApi.class, "cluster", "api().cluster()");
        variable(snippets, RolloutApi.class, "rollout", "api().rollout()");
        variable(snippets, String[].class, "args", "arguments()");
        return snippets;
    }

    /** Its functions whose name may go on at the end of the source; JShell offers none that are imported as static. */
    static Stream<Suggestion> functions(String source) {
        List<JavaText.Token> tokens = JavaText.tokens(source);
        if (tokens.isEmpty()) {
            return Stream.of();
        }
        JavaText.Token last = tokens.get(tokens.size() - 1);
        boolean member = last.start() > 0 && source.charAt(last.start() - 1) == '.';
        if (last.kind() != JavaText.Kind.WORD || member) {
            return Stream.of();
        }
        String typed = source.substring(last.start());
        Map<String, Boolean> takesArguments = new TreeMap<>();
        Stream.of(ScriptFunctions.class, StepFunctions.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && method.getName().startsWith(typed))
                .forEach(method ->
                        takesArguments.merge(method.getName(), method.getParameterCount() > 0, Boolean::logicalOr));
        return takesArguments.entrySet().stream()
                .map(one -> new Suggestion(last.start(), one.getKey() + (one.getValue() ? "(" : "()"), true));
    }

    private static void variable(List<String> snippets, Class<?> type, String name, String call) {
        snippets.add(type.getCanonicalName() + " " + name + " = " + SnippetHolder.class.getName() + "." + call + ";");
    }

    private static boolean exists(String name) {
        return name.startsWith("java.") || Prelude.class.getClassLoader().getResource(name.replace('.', '/')) != null;
    }
}
