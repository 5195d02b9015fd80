package dev.fairlead.completion.shells;

import dev.fairlead.command.CommandModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the script for zsh: a function per command, over {@code _arguments} and {@code _describe}. */
final class ZshScript {
    private static final String HEAD = """
            #compdef fairlead
            # zsh completion of fairlead, written by: fairlead completion zsh
            # Put it as _fairlead into a directory of $fpath.

            # Where the words name a script already, asks fairlead how they go on; false where they do not. Its arguments
            # are the options that take a value.
            _fairlead_ask() {
              local word option=''
              local -i index script=0
              for ((index = 2; index < CURRENT && script == 0; index++)); do
                word=$words[index]
                if [[ -n $option ]]; then
                  option=''
                elif [[ $word == -* ]]; then
                  (( ${argv[(Ie)$word]} )) && option=$word
                else
                  script=index
                fi
              done
              (( script )) || return 1
              local -a offered
              for word in "${(@f)$(fairlead __complete "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}"; do
                [[ -z $word ]] || offered+=("${${word%%$'\\t'*}//:/\\:}${${word#*$'\\t'}:+:${word#*$'\\t'}}")
              done
              if (( ${#offered} )); then _describe -t arguments argument offered; else _files; fi
              return 0
            }
            """;
    private static final String TAIL = """

            if [[ $funcstack[1] == _fairlead ]]; then
              _fairlead "$@"
            else
              compdef _fairlead fairlead
            fi
            """;

    private ZshScript() {}

    static String of(CommandModel root) {
        return HEAD + ScriptPosition.all(root).stream().map(ZshScript::function).collect(Collectors.joining()) + TAIL;
    }

    private static String function(ScriptPosition place) {
        boolean parent = !place.command().subcommands().isEmpty();
        StringBuilder function = new StringBuilder("\n" + name(place.path()) + "() {\n");
        if (parent) {
            function.append("  local curcontext=$curcontext context state state_descr line\n")
                    .append("  typeset -A opt_args\n");
        }
        if (place.runsScript()) {
            function.append("  _fairlead_ask ")
                    .append(String.join(" ", place.valued()))
                    .append(" && return\n");
        }
        List<String> specs = new ArrayList<>();
        place.command().options().forEach(option -> specs.add(option(place, option)));
        if (parent) {
            specs.add("'1: :->command'");
            specs.add("'*:: :->arguments'");
        } else {
            place.command().positionals().forEach(p -> specs.add(positional(place, p)));
        }
        function.append("  _arguments -C \\\n    ")
                .append(String.join(" \\\n    ", specs))
                .append('\n');
        return function + (parent ? states(place) : "") + "}\n";
    }

    private static String states(ScriptPosition place) {
        StringBuilder states = new StringBuilder("  case $state in\n    command)\n      local -a commands=(\n");
        for (CommandModel sub : place.command().subcommands()) {
            states.append("        ")
                    .append(quoted(sub.name() + ":" + sub.description().replace(":", "\\:")))
                    .append('\n');
        }
        states.append("      )\n      _describe -t commands command commands\n      ;;\n")
                .append("    arguments)\n      case $line[1] in\n");
        for (CommandModel sub : place.command().subcommands()) {
            List<String> path = new ArrayList<>(place.path());
            path.add(sub.name());
            states.append("        %s) %s ;;\n".formatted(sub.name(), name(path)));
        }
        return states + "      esac\n      ;;\n  esac\n";
    }

    /** E.g. {@code '(-o --output)'{-o,--output}'[Print the result as …]:FORMAT:(table json)'}. */
    private static String option(ScriptPosition place, CommandModel.Option option) {
        List<String> names = option.names();
        String rest = quoted("[" + escaped(option.description()) + "]"
                + (option.takesValue()
                        ? ":" + escaped(option.valueLabel()) + ":"
                                + action(ScriptPosition.source(option), place.values(option))
                        : ""));
        String before = option.repeatable() ? "'*'" : "'(" + String.join(" ", names) + ")'";
        return before + (names.size() == 1 ? names.get(0) : "{" + String.join(",", names) + "}") + rest;
    }

    private static String positional(ScriptPosition place, CommandModel.Positional positional) {
        return quoted((positional.repeatable() ? "*" : "")
                + (positional.required() ? ":" : positional.repeatable() ? ":" : "::") + escaped(positional.label())
                + ":" + action(ScriptPosition.source(positional), place.values(positional)));
    }

    private static String action(ScriptPosition.Source source, List<String> values) {
        return switch (source) {
            case NOTHING -> " ";
            case VALUES -> "(" + String.join(" ", values) + ")";
            case FILES -> "_files";
            case DIRECTORIES -> "_files -/";
        };
    }

    private static String name(List<String> path) {
        return "_fairlead" + path.stream().map(word -> "_" + word).collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
