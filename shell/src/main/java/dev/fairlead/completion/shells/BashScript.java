package dev.fairlead.completion.shells;

import dev.fairlead.command.CommandModel;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the script for bash 3.2 and newer, which needs nothing of the bash-completion package. */
final class BashScript {
    private static final String FRAME = """
            # bash completion of fairlead, written by: fairlead completion bash
            # Put it where bash-completion looks, e.g. ~/.local/share/bash-completion/completions/fairlead,
            # or say in ~/.bashrc: source <(fairlead completion bash)

            # Sets what may follow a command: $subcommands, $options, and of these $valued, which take a value; $scripted
            # where all that follows a script's name is the script's.
            _fairlead_command() {
              subcommands='' options='' valued='' scripted=''
              case $1 in
            %s  *) return 1 ;;
              esac
            }

            # Sets COMPREPLY to the values of an option, or of the positional parameter with a number.
            _fairlead_values() {
              case "$1|$2" in
            %s  esac
            }

            _fairlead_reply() {
              local IFS=$'\\n'
              case $1 in
                files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$2")) ;;
                directories) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$2")) ;;
                *) COMPREPLY=($(IFS=' '; compgen -W "$1" -- "$2")) ;;
              esac
            }

            # Asks fairlead how a line goes on that names a script.
            _fairlead_ask() {
              local word rest index words=()
              for ((index = 1; index < COMP_CWORD; index++)); do
                [[ ${COMP_WORDS[index]} == = ]] || words+=("${COMP_WORDS[index]}")
              done
              while IFS=$'\\t' read -r word rest; do
                [[ -n $word && $word == "$1"* ]] || continue
                [[ $word == */ ]] && compopt -o nospace 2>/dev/null
                COMPREPLY+=("$word")
              done < <("${COMP_WORDS[0]}" __complete "${words[@]}" "$1" 2>/dev/null </dev/null)
              [[ ${#COMPREPLY[@]} -gt 0 || $1 == -* ]] || _fairlead_reply files "$1"
            }

            _fairlead() {
              local subcommands options valued scripted path='' position=0 option='' word index
              local current=${COMP_WORDS[COMP_CWORD]}
              [[ $current == = ]] && current=''
              COMPREPLY=()
              _fairlead_command ''
              for ((index = 1; index < COMP_CWORD; index++)); do
                word=${COMP_WORDS[index]}
                if [[ $word == = ]]; then
                  continue
                elif [[ -n $option ]]; then
                  option=''
                elif [[ $word == -* ]]; then
                  [[ " $valued " == *" $word "* ]] && option=$word
                elif [[ " $subcommands " == *" $word "* ]]; then
                  path=${path:+$path }$word
                  _fairlead_command "$path"
                else
                  position=$((position + 1))
                fi
              done
              if [[ -n $scripted && $position -gt 0 ]]; then
                _fairlead_ask "$current"
              elif [[ -n $option ]]; then
                _fairlead_values "$path" "$option" "$current"
              elif [[ $current == -* ]]; then
                _fairlead_reply "$options" "$current"
              elif [[ -n $subcommands ]]; then
                _fairlead_reply "$subcommands" "$current"
              else
                _fairlead_values "$path" "$position" "$current"
              fi
            }

            complete -F _fairlead fairlead
            """;

    private BashScript() {}

    static String of(CommandModel root) {
        List<ScriptPosition> places = ScriptPosition.all(root);
        return FRAME.formatted(
                places.stream().map(BashScript::command).collect(Collectors.joining()),
                places.stream().map(BashScript::values).collect(Collectors.joining()));
    }

    private static String command(ScriptPosition place) {
        return "    '%s') subcommands='%s' options='%s' valued='%s'%s ;;\n"
                .formatted(
                        place.words(),
                        place.command().subcommands().stream()
                                .map(CommandModel::name)
                                .collect(Collectors.joining(" ")),
                        place.command().options().stream()
                                .flatMap(option -> option.names().stream())
                                .collect(Collectors.joining(" ")),
                        String.join(" ", place.valued()),
                        place.runsScript() ? " scripted=yes" : "");
    }

    private static String values(ScriptPosition place) {
        StringBuilder cases = new StringBuilder();
        for (CommandModel.Option option : place.command().options()) {
            String pattern = option.names().stream()
                    .map(name -> "'" + place.words() + "|" + name + "'")
                    .collect(Collectors.joining(" | "));
            cases.append(reply(pattern, ScriptPosition.source(option), place.values(option)));
        }
        List<CommandModel.Positional> positionals = place.command().positionals();
        for (int i = 0; i < positionals.size(); i++) {
            CommandModel.Positional positional = positionals.get(i);
            String pattern = "'" + place.words() + "|" + (positional.repeatable() ? "'*" : i + "'");
            cases.append(reply(pattern, ScriptPosition.source(positional), place.values(positional)));
        }
        return cases.toString();
    }

    private static String reply(String pattern, ScriptPosition.Source source, List<String> values) {
        String candidates = switch (source) {
            case NOTHING -> "";
            case VALUES -> String.join(" ", values);
            case FILES -> "files";
            case DIRECTORIES -> "directories";
        };
        return candidates.isEmpty() ? "" : "    %s) _fairlead_reply '%s' \"$3\" ;;\n".formatted(pattern, candidates);
    }
}
