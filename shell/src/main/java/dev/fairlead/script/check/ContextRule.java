package dev.fairlead.script.check;

import dev.fairlead.script.ast.Argument;
import dev.fairlead.script.ast.Call;
import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.ast.SourcePosition;
import dev.fairlead.text.LinearPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A protected context is not taken by its name alone, since another kubeconfig may call another cluster so: the script
 * pins it, or requires the cluster's identity.
 */
final class ContextRule implements Rule {
    private static final Set<String> FACADES = Set.of("build", "image", "cluster", "rollout");
    private static final Set<String> NAMING = Set.of("inContext", "on", "context", "use", "releaseIn", "contexts");
    private static final Pattern OPTION = Pattern.compile("--contexts?(?:=|\\s+)(\\S+)");
    private static final Pattern USE = Pattern.compile("^\\s*cluster\\s+use\\s+([^-\\s]\\S*)");

    private final List<LinearPattern> protectedNames;

    /** @param globs with {@code *} for any text */
    ContextRule(List<String> globs) {
        this.protectedNames = globs.stream().map(ContextRule::pattern).toList();
    }

    private record Named(SourcePosition place, String context) {}

    @Override
    public Stream<Remark> remarks(ScriptTree tree) {
        boolean identity = tree.bare("require")
                .anyMatch(call -> tree.calls().stream()
                        .anyMatch(uid -> uid.name().equals("uid")
                                && call.arguments().stream()
                                        .anyMatch(argument -> argument.code().contains("uid("))));
        Set<String> pinned = tree.bare("pinned")
                .flatMap(call -> call.arguments().stream())
                .flatMap(argument -> argument.texts().stream())
                .collect(Collectors.toSet());
        return named(tree).stream()
                .filter(named -> !identity && !pinned.contains(named.context()) && isProtected(named.context()))
                .map(named -> new Remark(
                        named.place(),
                        "the context " + named.context() + " is protected and taken by its name alone; pin it first:"
                                + " pinned(\"" + named.context() + "\")"));
    }

    private boolean isProtected(String context) {
        return protectedNames.stream().anyMatch(name -> name.matches(context));
    }

    private static List<Named> named(ScriptTree tree) {
        List<Named> named = new ArrayList<>();
        for (Call call : tree.calls()) {
            if (NAMING.contains(call.name()) && FACADES.contains(tree.origin(call.root(), FACADES))) {
                for (Argument argument : call.arguments().stream().limit(1).toList()) {
                    argument.texts().forEach(text -> named.add(new Named(argument.place(), text)));
                }
            }
        }
        LineRule.lines(tree).forEach(call -> inLine(call, named));
        return named;
    }

    private static void inLine(Call call, List<Named> named) {
        for (Pattern pattern : List.of(OPTION, USE)) {
            Matcher found = pattern.matcher(LineRule.line(call));
            while (found.find()) {
                for (String context : found.group(1).split(",")) {
                    named.add(new Named(call.arguments().get(0).place(), context));
                }
            }
        }
    }

    private static LinearPattern pattern(String glob) {
        LinearPattern.Builder pattern = LinearPattern.builder();
        glob.codePoints().forEach(c -> {
            if (c == '*') {
                pattern.many(any -> true);
            } else {
                pattern.literal(c);
            }
        });
        return pattern.build();
    }
}
