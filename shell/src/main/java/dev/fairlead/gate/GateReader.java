package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.Masking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Understands a gate's options; every failure names the gate and shows a right one. */
final class GateReader {
    private final GateKind<?> kind;
    private final GateSyntax syntax;
    private final GateText text;

    /** @throws OpsException of kind USAGE for options that the kind does not have or that stand there twice */
    GateReader(GateKind<?> kind, GateText text) {
        this.kind = kind;
        this.syntax = kind.syntax();
        this.text = text;
        for (Map.Entry<String, List<String>> option : text.options().entrySet()) {
            requireKnown(option.getKey());
            if (option.getValue().size() > 1 && !syntax.repeatable().contains(option.getKey())) {
                throw wrong(option.getKey() + "= stands there twice");
            }
        }
        if (syntax.argument().isEmpty() && !text.argument().isEmpty()) {
            throw wrong(kind + " takes no argument, and '" + text.argument() + "' is no option");
        }
    }

    private void requireKnown(String option) {
        List<String> known = syntax.options();
        if (known.contains(option)) {
            return;
        }
        List<String> near = NearestNames.to(option, known, 1);
        String rather = near.isEmpty() ? "it has " + String.join(", ", known) : "did you mean " + near.get(0) + "?";
        throw wrong(kind + " has no option " + option + "; " + rather
                + (syntax.code() ? " (-- before an argument ends the options)" : ""));
    }

    OpsException wrong(String why) {
        return new OpsException(
                        FailureKind.USAGE, "gate \"" + Masking.text(text.toString()) + "\": " + Masking.text(why))
                .hint("--gate " + WordReader.quote(syntax.example()));
    }

    /** What follows the options, or the option that stands for it. */
    Optional<String> argument() {
        Optional<String> option = text(syntax.argument());
        if (option.isPresent() && !text.argument().isEmpty()) {
            throw wrong("both " + syntax.argument() + "= and an argument say the same thing; leave one out");
        }
        return option.or(() -> Optional.of(text.argument())).map(String::strip).filter(argument -> !argument.isEmpty());
    }

    String requiredArgument() {
        return argument().orElseThrow(() -> wrong("its " + syntax.argument() + " is missing"));
    }

    Optional<String> text(String option) {
        Optional<String> value = texts(option).stream().findFirst();
        if (value.filter(String::isEmpty).isPresent()) {
            throw wrong(option + "= has no value");
        }
        return value;
    }

    List<String> texts(String option) {
        return text.options().getOrDefault(option, List.of());
    }

    Optional<Duration> duration(String option) {
        return parsed(option, GateDurations::parse);
    }

    /** A whole number from 1. */
    Optional<Integer> count(String option) {
        return parsed(option, value -> {
            if (!value.matches("[1-9]\\d{0,6}")) {
                throw new IllegalArgumentException("'" + value + "' is no whole number from 1");
            }
            return Integer.parseInt(value);
        });
    }

    boolean flag(String option) {
        return parsed(option, value -> {
                    if (!List.of("true", "false").contains(value)) {
                        throw new IllegalArgumentException("'" + value + "' is neither true nor false");
                    }
                    return value.equals("true");
                })
                .orElse(false);
    }

    <E extends Enum<E>> Optional<E> choice(String option, Class<E> type) {
        return parsed(
                option,
                value -> Stream.of(type.getEnumConstants())
                        .filter(constant -> constant.toString().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + value + "' is none of "
                                + Stream.of(type.getEnumConstants())
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", ")))));
    }

    /** A value by its own reader, which throws IllegalArgumentException where it is wrong. */
    <T> Optional<T> parsed(String option, Function<String, T> parser) {
        return text(option).map(value -> {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw wrong(option + "=: " + e.getMessage());
            }
        });
    }

    /** All values of an option that may stand there several times. */
    <T> List<T> all(String option, Function<String, T> parser) {
        List<T> all = new ArrayList<>();
        for (String value : texts(option)) {
            try {
                all.add(parser.apply(value));
            } catch (IllegalArgumentException e) {
                throw wrong(option + "=: " + e.getMessage());
            }
        }
        return all;
    }

    GateOptions options() {
        return GateOptions.read(this);
    }
}
