package dev.fairlead.script.check;

import dev.fairlead.script.ast.Argument;
import dev.fairlead.script.ast.Call;
import dev.fairlead.script.ast.DeclaredParameter;
import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.ast.SourcePosition;
import dev.fairlead.text.BoundedRegex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Each {@code param("name")} can be given, agrees with itself, and is read. */
final class ParameterRule implements Rule {
    /** What only says more of a parameter; anything else reads it. */
    private static final Set<String> DESCRIBING =
            Set.of("describe", "required", "otherwise", "matching", "secret", "oneOf");

    @Override
    public Stream<Remark> remarks(ScriptTree tree) {
        List<Remark> remarks = new ArrayList<>();
        Map<String, SourcePosition> seen = new HashMap<>();
        for (DeclaredParameter asked : tree.asked()) {
            SourcePosition first = seen.putIfAbsent(asked.name(), asked.call().place());
            if (first != null) {
                add(remarks, asked.call(), named(asked) + " is asked for twice, first on line " + first.line());
            }
            name(asked, remarks);
            contradictions(asked, remarks);
            pattern(asked, remarks);
            number(asked, remarks);
            use(asked, tree, remarks);
        }
        return remarks.stream();
    }

    private static void name(DeclaredParameter asked, List<Remark> remarks) {
        if (!asked.name().matches("[^\\s=-][^\\s=]*")) {
            add(remarks, asked.call(), "no line can give an option that is called \"" + asked.name() + "\"");
        }
    }

    private static void contradictions(DeclaredParameter asked, List<Remark> remarks) {
        Optional<Call> otherwise = asked.says("otherwise");
        if (otherwise.isPresent() && asked.isRequired()) {
            add(remarks, otherwise.get(), named(asked) + " is required, so nothing is ever taken otherwise");
        }
        if (otherwise.isPresent()
                && asked.isSecret()
                && otherwise.get().constant().isPresent()) {
            add(remarks, otherwise.get(), named(asked) + " is a secret; its value must not stand in the source");
        }
        if (asked.isFlag()) {
            for (String method : List.of("required", "otherwise", "matching")) {
                asked.says(method)
                        .ifPresent(call -> add(
                                remarks, call, named(asked) + " is a flag, which has no value: drop " + method + "()"));
            }
        }
    }

    private static void pattern(DeclaredParameter asked, List<Remark> remarks) {
        Optional<Call> matching = asked.says("matching");
        Optional<String> regex = asked.text("matching");
        if (matching.isEmpty() || regex.isEmpty()) {
            return;
        }
        try {
            Pattern pattern = Pattern.compile(regex.get());
            Optional<Call> otherwise = asked.says("otherwise");
            otherwise
                    .flatMap(Call::constant)
                    .filter(value -> !BoundedRegex.matches(pattern, value))
                    .ifPresent(value -> add(
                            remarks,
                            otherwise.get(),
                            named(asked) + " is otherwise \"" + value + "\", which does not match " + pattern));
        } catch (PatternSyntaxException e) {
            add(remarks, matching.get(), regex.get() + " is no regular expression: " + e.getDescription());
        }
    }

    private static void number(DeclaredParameter asked, List<Remark> remarks) {
        Optional<Call> otherwise = asked.says("otherwise");
        if (asked.says("number").isPresent() && otherwise.isPresent()) {
            otherwise
                    .get()
                    .constant()
                    .filter(value -> !value.matches("[+-]?\\d{1,10}"))
                    .ifPresent(value -> add(
                            remarks,
                            otherwise.get(),
                            named(asked) + " is otherwise \"" + value + "\", which is no whole number"));
        }
    }

    private static void use(DeclaredParameter asked, ScriptTree tree, List<Remark> remarks) {
        boolean readThere = asked.said().stream().anyMatch(call -> !DESCRIBING.contains(call.name()));
        Optional<String> variable = tree.variables().stream()
                .filter(one -> one.calls().contains(asked.call()))
                .map(one -> one.name())
                .findFirst();
        if (variable.isPresent() && !tree.read().contains(variable.get())) {
            add(remarks, asked.call(), named(asked) + " is never used: nothing reads " + variable.get());
        } else if (variable.isEmpty() && !readThere) {
            add(
                    remarks,
                    asked.call(),
                    named(asked) + " is never read: end it with value(), optional(), number() or flag()");
        }
    }

    private static void add(List<Remark> remarks, Call at, String message) {
        List<Argument> arguments = at.arguments();
        remarks.add(
                new Remark(arguments.isEmpty() ? at.place() : arguments.get(0).place(), message));
    }

    private static String named(DeclaredParameter asked) {
        return "--" + asked.name();
    }
}
