package dev.fairlead.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile as its reference describes it.
 *
 * @param arguments the ARG instructions before the first stage
 */
public record Dockerfile(List<Instruction> arguments, List<BuildStage> stages) {
    private static final Pattern FROM = Pattern.compile("(\\S+)(?:\\s+[aA][sS]\\s+(\\S+))?");
    private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9-_.]*");

    /** @throws DockerfileProblem when it is none */
    public static Dockerfile parse(String text) {
        List<Instruction> arguments = new ArrayList<>();
        List<BuildStage> stages = new ArrayList<>();
        List<Instruction> current = arguments;
        for (Instruction instruction : new DockerfileReader(text).instructions()) {
            if (instruction.keyword().equals("FROM")) {
                close(stages, current);
                current = new ArrayList<>();
                stages.add(stage(instruction));
            } else if (stages.isEmpty() && !instruction.keyword().equals("ARG")) {
                throw instruction.problem("no build stage in current context");
            } else {
                current.add(instruction);
            }
        }
        if (stages.isEmpty()) {
            throw new DockerfileProblem(
                    1, arguments.isEmpty() ? "file with no instructions" : "dockerfile contains no stages to build");
        }
        close(stages, current);
        return new Dockerfile(List.copyOf(arguments), List.copyOf(stages));
    }

    /**
     * The instruction that an ONBUILD of an image holds.
     *
     * @param from where the image is named
     */
    public static Instruction trigger(String text, Instruction from) {
        return new DockerfileReader(text).trigger(from.line(), from.escape());
    }

    /** The stage of a name, which is compared without case, or of a number from zero on, among those before another. */
    public OptionalInt stage(String nameOrNumber, int before) {
        OptionalInt named = named(nameOrNumber, before);
        if (named.isPresent()) {
            return named;
        }
        boolean number = nameOrNumber.matches("\\d{1,4}");
        return number && Integer.parseInt(nameOrNumber) < before
                ? OptionalInt.of(Integer.parseInt(nameOrNumber))
                : OptionalInt.empty();
    }

    /** The last stage of a name, which is compared without case, among those before another. */
    public OptionalInt named(String name, int before) {
        for (int i = before - 1; i >= 0; i--) {
            if (!name.isEmpty() && stages.get(i).name().equals(name.toLowerCase(Locale.ROOT))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static void close(List<BuildStage> stages, List<Instruction> instructions) {
        if (!stages.isEmpty()) {
            int last = stages.size() - 1;
            BuildStage open = stages.get(last);
            stages.set(last, new BuildStage(open.name(), open.base(), open.from(), instructions));
        }
    }

    private static BuildStage stage(Instruction from) {
        Matcher matcher = FROM.matcher(from.rest());
        if (!matcher.matches()) {
            throw from.problem("FROM requires either one or three arguments");
        }
        String name = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !STAGE_NAME.matcher(name).matches()) {
            throw from.problem("invalid name for build stage: \"" + matcher.group(2)
                    + "\", name can't start with a number or contain symbols");
        }
        return new BuildStage(name, matcher.group(1), from, List.of());
    }
}
