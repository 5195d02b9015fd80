package dev.fairlead.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.build.dockerfile.Dockerfile;
import dev.fairlead.build.dockerfile.DockerfileWords;
import dev.fairlead.build.dockerfile.HealthCheck;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of one stage, done to its image. */
final class StageBuild {
    private static final int DIRECTORY_MODE = 0755;
    private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int MOST_PORT = 65_535;
    private static final Pattern SIGNAL =
            Pattern.compile("(?i)\\d{1,3}|(SIG)?(ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT"
                    + "|IO|IOT|KILL|PIPE|POLL|PROF|PWR|QUIT|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|UNUSED|URG|USR[12]"
                    + "|VTALRM|WINCH|XCPU|XFSZ|RTMIN(\\+([0-9]|1[0-5]))?|RTMAX(-([0-9]|1[0-4]))?)");

    private final ImageDraft draft;
    private final StageVariables variables;
    private final CopyStep copies;
    private final Optional<GoStep> go;
    private boolean hasCommand;

    /** @param go where the stage is built on Go's image */
    StageBuild(ImageDraft draft, StageVariables variables, CopyStep copies, Optional<GoStep> go) {
        this.draft = draft;
        this.variables = variables;
        this.copies = copies;
        this.go = go;
    }

    void run(Instruction instruction, String step, Steps steps) throws IOException {
        switch (instruction.keyword()) {
            case "ADD", "COPY" -> {
                added(copies.files(instruction), instruction);
                return;
            }
            case "RUN" -> {
                run(instruction, step).run(draft, variables, instruction, step, steps);
                return;
            }
            case "WORKDIR" -> {
                workingDirectory(instruction);
                return;
            }
            case "ARG" -> variables.declare(instruction);
            case "ENV" -> variables.environment(instruction);
            default -> configure(instruction);
        }
        draft.note(instruction.toString());
    }

    /** What the triggers of the base are, in their order; they are run once and not handed on. */
    List<Instruction> takeTriggers(Instruction from) {
        List<Instruction> triggers = new ArrayList<>();
        JsonNode kept = draft.run().remove("OnBuild");
        if (kept != null) {
            kept.forEach(text -> triggers.add(Dockerfile.trigger(text.asText(), from)));
        }
        return triggers;
    }

    private void configure(Instruction instruction) {
        ObjectNode run = draft.run();
        switch (instruction.keyword()) {
            case "LABEL" -> draft.put("Labels", expanded(instruction));
            case "EXPOSE" -> expose(instruction);
            case "USER" -> run.put("User", variables.expand(instruction, instruction.rest()));
            case "VOLUME" -> volumes(instruction, run.withObjectProperty("Volumes"));
            case "STOPSIGNAL" -> run.put("StopSignal", signal(instruction));
            case "ENTRYPOINT" -> {
                if (!hasCommand) {
                    run.remove("Cmd");
                }
                words(run, "Entrypoint", DockerfileWords.command(instruction.rest(), shell()));
            }
            case "CMD" -> {
                hasCommand = true;
                words(run, "Cmd", DockerfileWords.command(instruction.rest(), shell()));
            }
            case "SHELL" -> words(run, "Shell", DockerfileWords.listed(instruction));
            case "MAINTAINER" -> draft.author(variables.expand(instruction, instruction.rest()));
            case "HEALTHCHECK" -> healthCheck(HealthCheck.of(instruction), run.putObject("Healthcheck"));
            case "ONBUILD" -> run.withArrayProperty("OnBuild").add(instruction.rest());
            default -> throw instruction.problem(instruction.keyword() + " needs a Docker Engine");
        }
    }

    private List<String> shell() {
        List<String> words = new ArrayList<>();
        draft.run().path("Shell").forEach(word -> words.add(word.asText()));
        boolean windows = draft.platform().startsWith("windows/");
        return !words.isEmpty() ? words : windows ? List.of("cmd", "/S", "/C") : List.of("/bin/sh", "-c");
    }

    private static void healthCheck(HealthCheck check, ObjectNode into) {
        words(into, "Test", check.test());
        check.nanoseconds().forEach(into::put);
        if (check.retries() > 0) {
            into.put("Retries", check.retries());
        }
    }

    private String signal(Instruction instruction) {
        String signal = variables.expand(instruction, instruction.rest());
        if (!SIGNAL.matcher(signal).matches() || signal.equals("0")) {
            throw instruction.problem("invalid signal: " + signal);
        }
        return signal;
    }

    private GoStep run(Instruction instruction, String step) {
        return go.orElseThrow(() -> new OpsException(
                        FailureKind.BUILD,
                        "build failed at " + step
                                + ": RUN needs a container, and this builder has no engine to run one")
                .details(List.of(
                        "without an engine only RUN go build -o FILE in a stage FROM golang is done, by the go of this"
                                + " machine"))
                .hint("do line " + instruction.line() + " before the build and COPY what it makes"));
    }

    private Map<String, String> expanded(Instruction instruction) {
        Map<String, String> pairs = new TreeMap<>();
        DockerfileWords.pairs(instruction)
                .forEach((name, value) ->
                        pairs.put(variables.expand(instruction, name), variables.expand(instruction, value)));
        return pairs;
    }

    private void volumes(Instruction instruction, ObjectNode volumes) {
        variables.expand(instruction, DockerfileWords.listed(instruction)).forEach(volumes::putObject);
    }

    /** A port or a range of them; an address or a port of the host before it means nothing to an image. */
    private void expose(Instruction instruction) {
        for (String word :
                variables.expand(instruction, DockerfileWords.split(instruction.rest(), instruction.escape()))) {
            int slash = word.indexOf('/');
            String protocol = slash < 0 ? "tcp" : word.substring(slash + 1).toLowerCase(Locale.ROOT);
            if (!protocol.matches("tcp|udp|sctp")) {
                throw instruction.problem("invalid port: \"" + word + "\": invalid proto: " + protocol);
            }
            Matcher matcher = PORT.matcher(slash < 0 ? word : word.substring(0, slash));
            int first = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
            int last = first < 0 || matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first < 0 || last < first || last > MOST_PORT) {
                throw instruction.problem("invalid containerPort: " + word);
            }
            for (int port = first; port <= last; port++) {
                draft.run().withObjectProperty("ExposedPorts").putObject(port + "/" + protocol);
            }
        }
    }

    /** A directory that is not there belongs to the user of the moment. */
    private void workingDirectory(Instruction instruction) {
        String typed = variables.expand(instruction, instruction.rest());
        String before = draft.run().path("WorkingDir").asText("/");
        String path = IgnoreRules.clean(typed.startsWith("/") ? typed : "/" + before + "/" + typed);
        draft.run().put("WorkingDir", path);
        ImageUsers.Owner owner = new ImageUsers(draft.files())
                .owner(draft.run().path("User").asText("0"))
                .orElse(ImageUsers.Owner.ROOT);
        FileNode like = FileNode.directory(DIRECTORY_MODE, owner.user(), owner.group());
        FileTree made = new FileTree();
        CopyStep.directories(draft.files(), draft.files().resolve(path), made, like);
        added(made, instruction);
    }

    private void added(FileTree files, Instruction instruction) {
        if (files.nodes().isEmpty()) {
            draft.note(instruction.toString());
        } else {
            draft.add(files, instruction.toString());
        }
    }

    private static void words(ObjectNode run, String part, List<String> words) {
        ArrayNode array = run.putArray(part);
        words.forEach(array::add);
    }
}
