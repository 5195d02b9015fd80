package dev.fairlead.build;

import dev.fairlead.build.dockerfile.DockerfileWords;
import dev.fairlead.build.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One {@code go build} of a RUN.
 *
 * @param environment what stood before it as {@code NAME=value}
 * @param arguments after {@code go}, without {@code -o} and its value
 * @param output the file that {@code -o} named
 */
record GoCommand(Map<String, String> environment, List<String> arguments, String output) {
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final Pattern SHELL_ONLY = Pattern.compile("[|;<>&`]|\\$\\(");
    private static final Pattern FETCH = Pattern.compile("go mod (download|verify)( .*)?");

    /**
     * The builds of a RUN. Fetching modules before is left to the build, which does it anyway.
     *
     * @return empty where it does anything else
     */
    static Optional<List<GoCommand>> of(Instruction run, StageVariables variables) {
        Optional<List<String>> plain = DockerfileWords.json(run.rest());
        List<GoCommand> commands = new ArrayList<>();
        for (String part : plain.isPresent() ? List.of("") : List.of(run.rest().split("&&"))) {
            if (SHELL_ONLY.matcher(part).find()) {
                return Optional.empty();
            }
            List<String> words =
                    plain.orElseGet(() -> variables.expand(run, DockerfileWords.split(part.strip(), run.escape())));
            if (FETCH.matcher(String.join(" ", words)).matches()) {
                continue;
            }
            Optional<GoCommand> command = build(words);
            if (command.isEmpty()) {
                return Optional.empty();
            }
            commands.add(command.get());
        }
        return Optional.of(commands);
    }

    private static Optional<GoCommand> build(List<String> words) {
        Map<String, String> environment = new LinkedHashMap<>();
        int at = 0;
        while (at < words.size() && ASSIGNMENT.matcher(words.get(at)).matches()) {
            String[] pair = words.get(at++).split("=", 2);
            environment.put(pair[0], pair[1]);
        }
        List<String> command = words.subList(at, words.size());
        if (command.size() < 2
                || !command.get(0).equals("go")
                || !command.get(1).equals("build")) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        String output = "";
        for (int i = 1; i < command.size(); i++) {
            String word = command.get(i);
            if (word.equals("-o") && i + 1 < command.size()) {
                output = command.get(++i);
            } else if (word.startsWith("-o=")) {
                output = word.substring("-o=".length());
            } else {
                arguments.add(word);
            }
        }
        return output.isEmpty() ? Optional.empty() : Optional.of(new GoCommand(environment, arguments, output));
    }
}
