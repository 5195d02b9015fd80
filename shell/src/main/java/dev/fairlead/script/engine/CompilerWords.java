package dev.fairlead.script.engine;

import dev.fairlead.failure.NearestNames;
import dev.fairlead.script.api.ScriptFunctions;
import dev.fairlead.script.api.StepFunctions;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the compiler says, in a script author's words: on one line, types without packages, and what was meant. */
public final class CompilerWords {
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][\\w]*\\.)+(?=[A-Z])");
    private static final Pattern NOT_APPLIED =
            Pattern.compile("(?:method|constructor) (?:<[^>]*>)?(\\S+) in \\w+ (\\S+) cannot be applied to given types;"
                    + ": required: (.*?): found:\\s+(.*?): reason: .*");
    private static final Pattern NO_SUITABLE = Pattern.compile(
            "no suitable (?:method|constructor) found for ([\\w$]+)\\((.*?)\\): (?:method|constructor) .*");
    private static final Pattern MISSING = Pattern.compile("cannot find symbol: (method|variable|class) (\\w+).*");
    private static final Pattern PLACE =
            Pattern.compile("location:\\s+(?:(?:class|interface) |variable \\w+ of type )([\\w.$]+).*");
    private static final List<String> OBJECTS = List.of("build", "image", "cluster", "rollout", "docker", "http");
    private static final List<String> FAILURES = List.of(
            "NotFound",
            "Denied",
            "Unreachable",
            "Conflict",
            "Overtaken",
            "Invalid",
            "TimedOut",
            "Misused",
            "BuildFailed",
            "RolloutFailed",
            "ReleaseFailed",
            "GateFailed",
            "ApplySetFailed",
            "MultiClusterFailed",
            "ProgramFailed");
    private static final String NOTHING = "no arguments";

    /** What scripts called methods and types before, by what they are called now. */
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("well", "succeeded"),
            Map.entry("mayFail", "allowFailure"),
            Map.entry("Ran", "ProgramResult"),
            Map.entry("HttpAnswer", "HttpResponse"),
            Map.entry("Waited", "WaitResult"),
            Map.entry("Work", "ValueAction"),
            Map.entry("Action", "VoidAction"),
            Map.entry("Each", "ForEachAction"),
            Map.entry("WhenFailed", "FailureAction"),
            Map.entry("SetRequest", "ApplySetRequest"),
            Map.entry("SetResult", "ApplySetResult"),
            Map.entry("SetFailed", "ApplySetFailed"),
            Map.entry("FleetRequest", "MultiClusterRequest"),
            Map.entry("FleetFailed", "MultiClusterFailed"));

    private CompilerWords() {}

    /** @param message as the compiler has it, on several lines */
    public static String said(String message) {
        List<String> lines = message.lines().map(String::strip).toList();
        String joined = lines.stream()
                .filter(line -> !line.startsWith("location:"))
                .map(line -> line.replaceFirst("^symbol:\\s+", ""))
                .map(SnippetFailures::withoutWrappers)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(": "));
        Optional<String> place = lines.stream()
                .map(PLACE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
        return brief(joined) + meant(joined, place.orElse(""));
    }

    private static String brief(String joined) {
        String plain = PACKAGE.matcher(joined).replaceAll("");
        Matcher applied = NOT_APPLIED.matcher(plain);
        if (applied.matches()) {
            String name = applied.group(1);
            return name.equals("notify") && applied.group(2).equals("Object")
                    ? "notify is a method of every Java object; to tell the webhooks write announce(\"…\")"
                    : call(name, applied.group(3)) + " is called with " + applied.group(4);
        }
        Matcher suitable = NO_SUITABLE.matcher(plain);
        if (suitable.matches()) {
            String name = suitable.group(1);
            String known = Pattern.compile("[. >]" + name + "\\(([^()]*)\\) is not applicable")
                    .matcher(plain)
                    .results()
                    .map(found -> call(name, found.group(1)))
                    .distinct()
                    .collect(Collectors.joining(", "));
            return "there is no " + call(name, suitable.group(2)) + (known.isEmpty() ? "" : "; there is " + known);
        }
        return plain.equals("'void' type not allowed here")
                ? "this gives no value; what is to be done later is written () -> …"
                : plain;
    }

    private static String call(String name, String arguments) {
        return name + "(" + (arguments.equals(NOTHING) ? "" : arguments.replace(",", ", ")) + ")";
    }

    /** The nearest name where one is missing; what a script sees without an object stands in no place. */
    private static String meant(String joined, String place) {
        Matcher missing = MISSING.matcher(joined);
        if (!missing.matches()) {
            return "";
        }
        boolean call = missing.group(1).equals("method");
        Optional<String> now = Optional.ofNullable(RENAMED.get(missing.group(2)))
                .filter(name -> missing.group(1).equals("class")
                        || call && methods(place).contains(name));
        if (now.isPresent()) {
            return "; now " + now.get() + (call ? "()" : "");
        }
        if (missing.group(1).equals("variable") && methods(place).contains(missing.group(2))) {
            return "; did you mean " + missing.group(2) + "(…)?";
        }
        Set<String> known = missing.group(1).equals("class")
                ? Set.copyOf(FAILURES)
                : call
                        ? methods(place)
                        : place.isEmpty() || SnippetLines.isSnippet(place) ? Set.copyOf(OBJECTS) : Set.of();
        return NearestNames.to(missing.group(2), known.stream().sorted().toList(), 1).stream()
                .findFirst()
                .map(near -> "; did you mean " + near + (call ? "(…)" : "") + "?")
                .orElse("");
    }

    private static Set<String> methods(String place) {
        Stream<Class<?>> types = place.isEmpty() || SnippetLines.isSnippet(place)
                ? Stream.of(ScriptFunctions.class, StepFunctions.class)
                : type(place).stream();
        return types.flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static Optional<Class<?>> type(String name) {
        try {
            return Optional.of(Class.forName(name, false, CompilerWords.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            // a class of the script itself
            return Optional.empty();
        }
    }
}
