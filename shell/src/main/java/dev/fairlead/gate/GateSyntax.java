package dev.fairlead.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * How gates of a kind are typed.
 *
 * @param argument the option that stands for the argument; empty where the kind has none
 * @param options all of them
 * @param repeatable options that may stand there several times
 * @param code whether the argument is code, whose beginning may look like an option
 * @param example a right gate of this kind
 */
record GateSyntax(String argument, List<String> options, List<String> repeatable, boolean code, String example) {
    /** With the options that all kinds have behind its own. */
    static GateSyntax of(String argument, List<String> own, String example) {
        List<String> options = new ArrayList<>();
        if (!argument.isEmpty()) {
            options.add(argument);
        }
        own.stream().filter(option -> !option.equals(argument)).forEach(options::add);
        options.addAll(GateOptions.NAMES);
        return new GateSyntax(argument, List.copyOf(options), List.of(), false, example);
    }

    GateSyntax without(List<String> senseless) {
        List<String> rest =
                options.stream().filter(option -> !senseless.contains(option)).toList();
        return new GateSyntax(argument, rest, repeatable, code, example);
    }

    GateSyntax repeating(String option) {
        return new GateSyntax(argument, options, List.of(option), code, example);
    }

    GateSyntax withCode() {
        return new GateSyntax(argument, options, repeatable, true, example);
    }

    /** Whether a gate may be its kind's word alone. */
    boolean isWordAlone() {
        return example.indexOf(' ') < 0;
    }
}
