package dev.fairlead.command;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Reads picocli's model into ours. */
final class Models {
    private Models() {}

    static CommandModel of(CommandSpec spec) {
        return new CommandModel(
                spec.name(),
                first(spec.usageMessage().description()),
                spec.options().stream()
                        .filter(o -> !o.hidden())
                        .map(Models::option)
                        .toList(),
                spec.positionalParameters().stream()
                        .filter(p -> !p.hidden())
                        .map(Models::positional)
                        .toList(),
                spec.subcommands().values().stream()
                        .filter(line -> !line.getCommandSpec().usageMessage().hidden())
                        .map(line -> of(line.getCommandSpec()))
                        .toList());
    }

    private static CommandModel.Option option(OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return new CommandModel.Option(
                List.of(option.names()),
                takesValue ? option.paramLabel() : "",
                description(option),
                values(option),
                candidate(option),
                option.isMultiValue());
    }

    private static CommandModel.Positional positional(PositionalParamSpec positional) {
        return new CommandModel.Positional(
                positional.paramLabel(),
                description(positional),
                values(positional),
                candidate(positional),
                positional.required(),
                positional.index().max() > positional.index().min());
    }

    private static String description(ArgSpec arg) {
        return first(arg.description());
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static List<String> values(ArgSpec arg) {
        Class<?> type = arg.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
        }
        List<String> values = new ArrayList<>();
        if (arg.completionCandidates() != null) {
            arg.completionCandidates().forEach(values::add);
        }
        return values;
    }

    private static Optional<Candidate> candidate(ArgSpec arg) {
        return arg.userObject() instanceof Field field
                ? Optional.ofNullable(field.getAnnotation(Completes.class)).map(Completes::value)
                : Optional.empty();
    }
}
