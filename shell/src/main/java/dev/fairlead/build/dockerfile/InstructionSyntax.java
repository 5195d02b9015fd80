package dev.fairlead.build.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What each instruction needs of its arguments before anything is built, in BuildKit's words. */
final class InstructionSyntax {
    private static final Set<String> MAY_BE_EMPTY = Set.of("CMD", "ENTRYPOINT", "RUN");
    private static final Set<String> JSON = Set.of("ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME");
    private static final Set<String> ONE_ARGUMENT = Set.of("MAINTAINER", "STOPSIGNAL", "USER", "WORKDIR");
    private static final Set<String> NO_TRIGGERS = Set.of("FROM", "MAINTAINER");

    private InstructionSyntax() {}

    /** @throws DockerfileProblem when it cannot be what its author meant */
    static void check(Instruction instruction) {
        String keyword = instruction.keyword();
        if (JSON.contains(keyword) && DockerfileWords.isListOfOthers(instruction.rest())) {
            throw instruction.problem("when using JSON array syntax, arrays must be comprised of strings only");
        }
        if (instruction.rest().isEmpty() && !MAY_BE_EMPTY.contains(keyword)) {
            throw instruction.problem(keyword + " requires " + arguments(keyword));
        }
        switch (keyword) {
            case "ADD", "COPY" -> {
                if (DockerfileWords.listed(instruction).size() < 2) {
                    throw instruction.problem(keyword + " requires " + arguments(keyword));
                }
            }
            case "ARG" -> names(DockerfileWords.split(instruction.rest(), instruction.escape()), instruction);
            case "ENV", "LABEL" ->
                names(List.copyOf(DockerfileWords.pairs(instruction).keySet()), instruction);
            case "HEALTHCHECK" -> HealthCheck.of(instruction);
            case "SHELL" -> shell(instruction);
            case "VOLUME" -> volumes(instruction);
            case "ONBUILD" -> trigger(instruction);
            default -> {}
        }
    }

    private static String arguments(String keyword) {
        if (keyword.equals("ADD") || keyword.equals("COPY")) {
            return "at least two arguments, but only one was provided. Destination could not be determined";
        }
        return keyword.equals("FROM")
                ? "either one or three arguments"
                : ONE_ARGUMENT.contains(keyword) ? "exactly one argument" : "at least one argument";
    }

    private static void names(List<String> words, Instruction instruction) {
        if (words.stream().anyMatch(word -> word.isEmpty() || word.startsWith("="))) {
            throw instruction.problem(instruction.keyword() + " names can not be blank");
        }
    }

    private static void shell(Instruction instruction) {
        List<String> words = DockerfileWords.json(instruction.rest())
                .orElseThrow(() -> instruction.problem("SHELL requires the arguments to be in JSON form"));
        if (words.isEmpty()) {
            throw instruction.problem("SHELL requires at least one argument");
        }
    }

    private static void volumes(Instruction instruction) {
        List<String> words = DockerfileWords.listed(instruction);
        if (words.isEmpty()) {
            throw instruction.problem("VOLUME requires at least one argument");
        }
        if (words.stream().anyMatch(String::isBlank)) {
            throw instruction.problem("VOLUME specified can not be an empty string");
        }
    }

    private static void trigger(Instruction instruction) {
        String keyword = instruction.rest().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        if (keyword.equals("ONBUILD")) {
            throw instruction.problem("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
        }
        if (NO_TRIGGERS.contains(keyword)) {
            throw instruction.problem(keyword + " isn't allowed as an ONBUILD trigger");
        }
    }
}
