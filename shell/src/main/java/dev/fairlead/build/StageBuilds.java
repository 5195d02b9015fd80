package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Dockerfile;
import dev.fairlead.build.dockerfile.Expansion;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.build.dockerfile.Stage;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.progress.ProgressListener;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stages of one build: those that the wanted one needs, in their order. */
final class StageBuilds {
    private static final String DEFAULT_PLATFORM = "linux/amd64";

    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?");

    private final BuildContext context;
    private final BuildRequest request;
    private final Dockerfile dockerfile;
    private final ImageLayout layout;
    private final BaseImages bases;
    private final GoStep go;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final Map<Integer, ImageDraft> built = new TreeMap<>();
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
    }

    ImageDraft build(Steps steps, ProgressListener progress) throws IOException {
        request.platform().ifPresent(StageBuilds::checked);
        for (Instruction argument : dockerfile.arguments()) {
            StageVariables.declare(argument, request.buildArgs(), Map.of(), arguments, arguments);
        }
        int wanted = wanted();
        SortedSet<Integer> needed = new TreeSet<>();
        need(wanted, needed);
        int total = needed.stream()
                .mapToInt(i -> dockerfile.stages().get(i).instructions().size() + 1)
                .sum();
        StepCount count = new StepCount(steps, total, new BuildFailures(context));
        for (int index : needed) {
            stage(index, index == wanted, count, progress);
        }
        return Optional.ofNullable(built.get(wanted)).orElseThrow();
    }

    private void stage(int index, boolean last, StepCount count, ProgressListener progress) throws IOException {
        Stage stage = dockerfile.stages().get(index);
        String base = base(stage);
        boolean onGo = GoStep.isGoImage(base);
        ImageDraft draft = count.step(stage.from(), step -> base(stage, index, base, last, progress));
        StageVariables variables = new StageVariables(draft, arguments, request.buildArgs());
        CopyStep copies =
                new CopyStep(draft, variables, (from, instruction) -> source(from, instruction, index, progress));
        StageBuild build =
                new StageBuild(draft, variables, copies, onGo ? Optional.of(go) : Optional.empty(), progress);
        for (Instruction instruction : stage.instructions()) {
            count.step(instruction, step -> {
                build.run(instruction, step, count.steps());
                return draft;
            });
        }
        built.put(index, draft);
    }

    private ImageDraft base(Stage stage, int index, String base, boolean last, ProgressListener progress) {
        OptionalInt earlier = dockerfile.stage(base, index);
        if (earlier.isPresent() && !base.matches("\\d+")) {
            return Optional.ofNullable(built.get(earlier.getAsInt()))
                    .orElseThrow()
                    .copy();
        }
        Optional<String> platform = Optional.ofNullable(stage.from().flags().get("platform"))
                .map(text -> checked(Expansion.of(stage.from(), text, platforms())))
                .or(request::platform);
        if (base.equals("scratch")) {
            return ImageDraft.scratch(layout, platform.orElse(DEFAULT_PLATFORM));
        }
        if (GoStep.isGoImage(base) && !last) {
            // Its compiler is the one of this machine; where the image cannot be had, nothing else of it is needed.
            return bases.find(base, platform, ProgressListener.SILENT)
                    .map(image -> ImageDraft.from(layout, image))
                    .orElseGet(() -> ImageDraft.scratch(layout, platform.orElse(DEFAULT_PLATFORM)));
        }
        return ImageDraft.from(layout, bases.get(base, platform, request.pull(), progress));
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
        OptionalInt earlier = dockerfile.stage(from.get(), before);
        if (earlier.isPresent()) {
            return Optional.ofNullable(built.get(earlier.getAsInt()))
                    .orElseThrow()
                    .files();
        }
        return ImageDraft.from(layout, bases.get(from.get(), request.platform(), false, progress))
                .files();
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
        Stage stage = dockerfile.stages().get(index);
        String base = base(stage);
        if (!base.matches("\\d+")) {
            dockerfile.stage(base, index).ifPresent(i -> need(i, needed));
        }
        for (Instruction instruction : stage.instructions()) {
            String from = instruction.flags().getOrDefault("from", "");
            if (instruction.keyword().equals("COPY") && !from.isEmpty()) {
                dockerfile.stage(from, index).ifPresent(i -> need(i, needed));
            }
        }
    }

    private String base(Stage stage) {
        String base = Expansion.of(stage.from(), stage.base(), platforms());
        if (base.isEmpty()) {
            throw stage.from().problem("base name (" + stage.base() + ") should not be blank");
        }
        return base;
    }

    private static String checked(String platform) {
        if (!PLATFORM.matcher(platform).matches()) {
            throw new OpsException(
                    FailureKind.USAGE, "'" + platform + "' is no platform; write it like " + DEFAULT_PLATFORM);
        }
        return platform;
    }

    /** What may stand in FROM: the arguments before the first stage, and the platforms. */
    private Map<String, String> platforms() {
        Map<String, String> variables = new LinkedHashMap<>(arguments);
        variables.putIfAbsent("BUILDPLATFORM", DEFAULT_PLATFORM);
        variables.putIfAbsent("TARGETPLATFORM", request.platform().orElse(DEFAULT_PLATFORM));
        return variables;
    }
}
