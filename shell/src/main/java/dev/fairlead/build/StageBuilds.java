package dev.fairlead.build;

import dev.fairlead.build.dockerfile.BuildStage;
import dev.fairlead.build.dockerfile.Dockerfile;
import dev.fairlead.build.dockerfile.Expansion;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.LayerFiles;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.progress.ProgressListener;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one build: those that the wanted one needs, in their order. Until it is closed, the files of what is
 * built can be read.
 */
final class StageBuilds implements Closeable {
    private final BuildContext context;
    private final BuildRequest request;
    private final Dockerfile dockerfile;
    private final ImageLayout layout;
    private final BaseImages bases;
    private final GoStep go;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final LayerFiles layerFiles = new LayerFiles();
    private final Map<String, ImageDraft> images = new HashMap<>();
    private final Map<Integer, ImageDraft> built = new TreeMap<>();
    private final Map<Integer, StageVariables> variables = new TreeMap<>();
    private final TargetPlatform target;
    private @Nullable FileTree contextFiles;

    StageBuilds(
            BuildContext context,
            BuildRequest request,
            Dockerfile dockerfile,
            ImageLayout layout,
            BaseImages bases,
            GoStep go) {
        this.context = context;
        this.request = request;
        this.dockerfile = dockerfile;
        this.layout = layout;
        this.bases = bases;
        this.go = go;
        this.target = request.platform().map(TargetPlatform::parse).orElse(TargetPlatform.USUAL);
    }

    ImageDraft build(Steps steps, ProgressListener progress) throws IOException {
        // FROM may name the platforms, without an ARG; of a stage's own arguments they are, once it declares them.
        Map<String, String> predefined = TargetPlatform.arguments(target);
        for (Instruction argument : dockerfile.arguments()) {
            StageVariables.declare(argument, request.buildArgs(), predefined, arguments);
        }
        predefined.forEach(arguments::putIfAbsent);
        int wanted = wanted();
        String name = dockerfile.stages().get(wanted).name();
        arguments.putIfAbsent("TARGETSTAGE", name.isEmpty() ? "default" : name);
        SortedSet<Integer> needed = new TreeSet<>();
        need(wanted, needed);
        int total = needed.stream()
                .mapToInt(i -> dockerfile.stages().get(i).instructions().size() + 1)
                .sum();
        StepCount count = new StepCount(steps, total, new BuildFailures(context));
        for (int index : needed) {
            stage(index, index == wanted, count, progress);
        }
        return draft(wanted);
    }

    @Override
    public void close() throws IOException {
        layerFiles.close();
    }

    private void stage(int index, boolean last, StepCount count, ProgressListener progress) throws IOException {
        BuildStage stage = dockerfile.stages().get(index);
        String base = base(stage);
        OptionalInt earlier = dockerfile.named(base, index);
        boolean onGo = GoStep.isGoImage(base) && earlier.isEmpty();
        ImageDraft draft = count.step(stage.from(), step -> base(stage, earlier, base, last, progress));
        Map<String, String> inherited = earlier.isPresent()
                ? Optional.ofNullable(variables.get(earlier.getAsInt()))
                        .orElseThrow()
                        .all()
                : Map.of();
        StageVariables own = new StageVariables(draft, inherited, arguments, request.buildArgs());
        CopyStep copies = new CopyStep(
                draft, own, (from, instruction) -> source(from, instruction, index, progress), layerFiles, progress);
        StageBuild build = new StageBuild(draft, own, copies, onGo ? Optional.of(go) : Optional.empty());
        List<Instruction> instructions = new ArrayList<>(build.takeTriggers(stage.from()));
        count.more(instructions.size());
        instructions.addAll(stage.instructions());
        for (Instruction instruction : instructions) {
            count.step(instruction, step -> {
                build.run(instruction, step, count.steps());
                return draft;
            });
        }
        built.put(index, draft);
        variables.put(index, own);
    }

    private ImageDraft base(
            BuildStage stage, OptionalInt earlier, String base, boolean last, ProgressListener progress) {
        if (earlier.isPresent()) {
            return draft(earlier.getAsInt()).copy();
        }
        Optional<String> platform = platform(stage);
        if (base.equals("scratch")) {
            return ImageDraft.scratch(layout, target.toString());
        }
        if (GoStep.isGoImage(base) && !last) {
            // Its compiler is the one of this machine; where the image cannot be had, nothing else of it is needed.
            return bases.find(base, platform, ProgressListener.SILENT)
                    .map(image -> draft(image).copy())
                    .orElseGet(() -> ImageDraft.scratch(layout, platform.orElse(TargetPlatform.USUAL.toString())));
        }
        return draft(bases.get(base, platform, request.pull(), progress)).copy();
    }

    private Optional<String> platform(BuildStage stage) {
        Optional<String> typed = stage.from().flag("platform");
        if (typed.isEmpty()) {
            return request.platform().map(given -> target.toString());
        }
        String text = Expansion.of(stage.from(), typed.get(), arguments);
        if (text.isEmpty()) {
            throw stage.from().problem("empty platform value from expression " + typed.get());
        }
        try {
            return Optional.of(TargetPlatform.parse(text).toString());
        } catch (OpsException e) {
            throw stage.from().problem("failed to parse platform " + text);
        }
    }

    private ImageDraft draft(int stage) {
        return Optional.ofNullable(built.get(stage)).orElseThrow();
    }

    /** An image as it is, unpacked once however often it is built on or copied from. */
    private ImageDraft draft(StoredImage image) {
        return images.computeIfAbsent(image.manifest().digest(), digest -> ImageDraft.from(layout, image, layerFiles));
    }

    private FileTree source(Optional<String> from, Instruction instruction, int before, ProgressListener progress)
            throws IOException {
        if (from.isEmpty()) {
            FileTree known = contextFiles;
            if (known == null) {
                known = ContextFiles.of(context);
                contextFiles = known;
            }
            return known;
        }
        OptionalInt earlier = copied(instruction, before);
        if (earlier.isPresent()) {
            return draft(earlier.getAsInt()).files();
        }
        return draft(bases.get(from.get(), request.platform(), false, progress)).files();
    }

    /** The stage that a COPY is from; empty where it is from an image. */
    private OptionalInt copied(Instruction instruction, int before) {
        String from = instruction.flag("from").orElse("");
        if (from.contains("$")) {
            throw instruction.problem(
                    "variable expansion is not supported for --from, define a new stage with FROM using"
                            + " ARG from global scope as a workaround");
        }
        OptionalInt earlier = dockerfile.stage(from, before);
        if (earlier.isEmpty() && from.matches("\\d{1,4}")) {
            throw instruction.problem("invalid stage index " + from);
        }
        OptionalInt later = dockerfile.named(from, dockerfile.stages().size());
        if (earlier.isEmpty() && later.isPresent()) {
            throw instruction.problem(
                    later.getAsInt() == before
                            ? "circular dependency detected on stage: " + from
                            : "cannot copy from stage \"" + from + "\", it needs to be defined before current stage");
        }
        return earlier;
    }

    private int wanted() {
        if (request.target().isEmpty()) {
            return dockerfile.stages().size() - 1;
        }
        String target = request.target().get();
        return dockerfile
                .stage(target, dockerfile.stages().size())
                .orElseThrow(() -> new BuildFailures(context)
                        .of("", "target stage \"" + target + "\" could not be found", List.of()));
    }

    private void need(int index, SortedSet<Integer> needed) {
        if (!needed.add(index)) {
            return;
        }
        BuildStage stage = dockerfile.stages().get(index);
        OptionalInt base = dockerfile.named(base(stage), index);
        base.ifPresent(i -> need(i, needed));
        stage.instructions().forEach(instruction -> need(instruction, index, needed));
        // What the base does when it is built on, is done in this stage.
        base.ifPresent(i -> dockerfile.stages().get(i).instructions().stream()
                .filter(instruction -> instruction.keyword().equals("ONBUILD"))
                .forEach(instruction -> need(Dockerfile.trigger(instruction.rest(), stage.from()), index, needed)));
    }

    private void need(Instruction instruction, int index, SortedSet<Integer> needed) {
        if (instruction.keyword().equals("COPY") && instruction.flag("from").isPresent()) {
            copied(instruction, index).ifPresent(i -> need(i, needed));
        }
    }

    private String base(BuildStage stage) {
        String base = Expansion.of(stage.from(), stage.base(), arguments);
        if (base.isEmpty()) {
            throw stage.from().problem("base name (" + stage.base() + ") should not be blank");
        }
        return base;
    }
}
