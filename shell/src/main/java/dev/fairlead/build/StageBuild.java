package dev.fairlead.build;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.build.dockerfile.Words;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.progress.ProgressListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The instructions of one stage, done to its image. */
final class StageBuild {
    private static final int DIRECTORY_MODE = 0755;
    private static final int MOST_PORTS = 1000;

    private final ImageDraft draft;
    private final StageVariables variables;
    private final CopyStep copies;
    private final Optional<GoStep> go;
    private final ProgressListener progress;
    private List<String> shell = List.of("/bin/sh", "-c");
    private boolean hasCommand;

    /** @param go where the stage is built on Go's image */
    StageBuild(
            ImageDraft draft,
            StageVariables variables,
            CopyStep copies,
            Optional<GoStep> go,
            ProgressListener progress) {
        this.draft = draft;
        this.variables = variables;
        this.copies = copies;
        this.go = go;
        this.progress = progress;
    }

    void run(Instruction instruction, String step, Steps steps) throws IOException {
        switch (instruction.keyword()) {
            case "ADD", "COPY" -> {
                draft.add(copies.files(instruction), instruction.toString());
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
            default -> configure(instruction, step);
        }
        draft.note(instruction.toString());
    }

    private void configure(Instruction instruction, String step) {
        ObjectNode run = draft.run();
        switch (instruction.keyword()) {
            case "LABEL" -> draft.put("Labels", expanded(instruction));
            case "EXPOSE" -> expose(instruction);
            case "USER" -> run.put("User", variables.expand(instruction, instruction.rest()));
            case "VOLUME" -> volumes(instruction, run.withObjectProperty("Volumes"));
            case "STOPSIGNAL" -> run.put("StopSignal", variables.expand(instruction, instruction.rest()));
            case "ENTRYPOINT" -> {
                if (!hasCommand) {
                    run.remove("Cmd");
                }
                words(run, "Entrypoint", Words.command(instruction.rest(), shell));
            }
            case "CMD" -> {
                hasCommand = true;
                words(run, "Cmd", Words.command(instruction.rest(), shell));
            }
            case "SHELL" ->
                shell = Words.json(instruction.rest())
                        .filter(words -> !words.isEmpty())
                        .orElseThrow(() -> instruction.problem("SHELL requires the arguments to be in JSON form"));
            case "MAINTAINER" -> draft.put("Labels", Map.of("maintainer", instruction.rest()));
            case "HEALTHCHECK" -> progress.note(step + " is passed over: an OCI image has no health check");
            default ->
                throw new OpsException(
                        FailureKind.INVALID,
                        "build failed at " + step + ": " + instruction.keyword() + " needs a Docker Engine");
        }
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
        Words.pairs(instruction)
                .forEach((name, value) ->
                        pairs.put(variables.expand(instruction, name), variables.expand(instruction, value)));
        return pairs;
    }

    private void volumes(Instruction instruction, ObjectNode volumes) {
        variables.expand(instruction, Words.listed(instruction.rest())).forEach(volumes::putObject);
    }

    private void expose(Instruction instruction) {
        for (String word : variables.expand(instruction, Words.split(instruction.rest()))) {
            if (!word.matches("\\d{1,5}(-\\d{1,5})?(/(tcp|udp|sctp))?")) {
                throw instruction.problem("invalid containerPort: " + word);
            }
            String protocol = word.contains("/") ? word.substring(word.indexOf('/')) : "/tcp";
            String[] range = word.replaceFirst("/.*", "").split("-");
            int first = Integer.parseInt(range[0]);
            int last = Integer.parseInt(range[range.length - 1]);
            if (last < first || last > 65_535 || last - first > MOST_PORTS) {
                throw instruction.problem("invalid containerPort: " + word);
            }
            for (int port = first; port <= last; port++) {
                draft.run().withObjectProperty("ExposedPorts").putObject(port + protocol);
            }
        }
    }

    private void workingDirectory(Instruction instruction) {
        String typed = variables.expand(instruction, instruction.rest());
        String before = draft.run().path("WorkingDir").asText("/");
        String path = IgnoreRules.clean(typed.startsWith("/") ? typed : "/" + before + "/" + typed);
        draft.run().put("WorkingDir", path);
        FileTree made = new FileTree();
        CopyStep.directories(
                draft.files(), draft.files().resolve(path), made, FileNode.directory(DIRECTORY_MODE, 0, 0));
        if (made.nodes().isEmpty()) {
            draft.note(instruction.toString());
        } else {
            draft.add(made, instruction.toString());
        }
    }

    private static void words(ObjectNode run, String part, List<String> words) {
        ArrayNode array = run.putArray(part);
        words.forEach(array::add);
    }
}
