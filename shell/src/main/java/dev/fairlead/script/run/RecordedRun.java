package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.json.JsonTree;
import dev.fairlead.script.io.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the journal of a run says, as far as it was written. */
public final class RecordedRun {
    private final RunHeader header;
    private final Map<String, RecordedStep> finished = new LinkedHashMap<>();
    private final Map<String, Set<String>> changed = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private boolean running;
    private String outcome = "";
    private int exitCode = -1;
    private Instant last;

    /**
     * A step that was done.
     *
     * @param result empty where it could not be recorded
     */
    record RecordedStep(String key, Optional<JsonNode> result, List<ClusterSnapshots.Seen> seen) {
        RecordedStep {
            seen = List.copyOf(seen);
        }
    }

    private RecordedRun(RunHeader header) {
        this.header = header;
        this.last = header.began();
    }

    /** Empty for a file that is none, whose first line was cut short, or that a newer fairlead has written. */
    static Optional<RecordedRun> read(Path file) {
        try {
            String[] lines = lines(file);
            JsonNode first = JsonTree.read(lines[0]);
            if (RunHeader.isNewer(first)) {
                return Optional.empty();
            }
            RecordedRun run = new RecordedRun(RunHeader.of(first, file.resolveSibling("")));
            for (int i = 1; i < lines.length && run.takes(lines[i]); i++) {}
            run.running = run.outcome.isEmpty() && isRunning(file, run.header);
            return Optional.of(run);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** One that goes on with it has its lock as well. */
    private static boolean isRunning(Path file, RunHeader header) {
        return RunLock.isKnown(file)
                ? RunLock.holder(file).filter(header.owner()::equals).isPresent()
                : header.isAlive();
    }

    /** Whether a newer fairlead has written this journal. */
    static boolean isNewer(Path file) {
        return first(file).filter(RunHeader::isNewer).isPresent();
    }

    /** @throws OpsException of kind INVALID where a newer fairlead has written this journal */
    static void requireKnown(Path file) {
        first(file).ifPresent(line -> RunHeader.requireKnown(line, "the run's journal " + file));
    }

    private static Optional<JsonNode> first(Path file) {
        try {
            return Optional.of(JsonTree.read(lines(file)[0]));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String[] lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).split("\n");
    }

    /** False for a line that a crash has cut short. */
    private boolean takes(String line) {
        try {
            JsonNode read = JsonTree.read(line);
            take(read);
            if (!isEnding(read)) {
                lines.add(line);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** The script, which may have changed since. */
    public Path script() {
        return header.file();
    }

    /** What the script saw, without what was secret. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (String word : header.words()) {
            boolean value = !words.isEmpty() && word.equals(Secrets.MASK);
            if (value && words.get(words.size() - 1).startsWith("--")) {
                words.remove(words.size() - 1);
            } else if (!word.endsWith("=" + Secrets.MASK)) {
                words.add(word);
            }
        }
        return words;
    }

    /** @throws OpsException of kind CONFLICT where it still runs */
    void requireStopped() {
        if (outcome().equals("running")) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    "run " + header.run() + " still runs, as process " + header.process() + "; end it first");
        }
    }

    /** @throws OpsException of kind CONFLICT where it has succeeded */
    void requireUnfinished() {
        if (outcome().equals("succeeded")) {
            throw new OpsException(
                            FailureKind.CONFLICT, "run " + header.run() + " has succeeded; nothing is left of it")
                    .hint("run " + header.script());
        }
    }

    /** @throws OpsException of kind CONFLICT where the script is no longer what it was */
    public void requireUnchanged(String hash) {
        if (!hash.equals(header.hash())) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            header.script() + " has changed since run " + header.run()
                                    + "; its recorded steps are those of another script")
                    .hint("run " + header.script());
        }
    }

    RunHeader header() {
        return header;
    }

    Map<String, RecordedStep> finished() {
        return finished;
    }

    /** What a run that goes on with it must know: its lines, but for the first and for how it ended. */
    List<String> toCarry() {
        return lines;
    }

    /** {@code succeeded}, {@code failed}, {@code cancelled}, {@code running} or {@code broken off}. */
    String outcome() {
        return outcome.isEmpty() ? running ? "running" : "broken off" : outcome;
    }

    int exitCode() {
        return exitCode;
    }

    Instant last() {
        return last;
    }

    /**
     * What is known of the things that the finished steps changed, the last step's word for each; without those that an
     * unfinished step has changed since, as that step is run again.
     */
    List<ClusterSnapshots.Seen> toCheck() {
        Map<String, ClusterSnapshots.Seen> known = new LinkedHashMap<>();
        finished.values().forEach(step -> step.seen().forEach(seen -> known.put(seen.thing(), seen)));
        changed.forEach((step, things) -> {
            if (!finished.containsKey(step)) {
                things.forEach(known::remove);
            }
        });
        return List.copyOf(known.values());
    }

    private void take(JsonNode line) {
        String step = line.path("step").asText();
        last = Instant.parse(line.path("at").asText());
        switch (line.path("what").asText()) {
            // It is done again, and what it did before holds no longer.
            case "began" -> finished.remove(step);
            case "change" ->
                changed.computeIfAbsent(step, key -> new HashSet<>())
                        .add(line.path("place").asText() + " "
                                + line.path("target").asText());
            case "finished" ->
                finished.put(step, new RecordedStep(step, Optional.ofNullable(line.get("result")), seen(line)));
            case "ended" -> {
                outcome = line.path("outcome").asText();
                exitCode = line.path("exitCode").asInt();
            }
            default -> {}
        }
    }

    private static boolean isEnding(JsonNode line) {
        return line.path("what").asText().equals("ended");
    }

    static List<ClusterSnapshots.Seen> seen(JsonNode line) {
        List<ClusterSnapshots.Seen> seen = new ArrayList<>();
        line.path("seen")
                .forEach(one -> seen.add(new ClusterSnapshots.Seen(
                        place(one),
                        one.path("action").asText(),
                        one.path("target").asText(),
                        one.path("identity").asText())));
        return seen;
    }

    /** Older journals tell a context and its namespace as one text; of what is no object, other places. */
    private static ChangePlace place(JsonNode seen) {
        if (seen.has("context")) {
            return ChangePlace.in(
                    seen.path("context").asText(), seen.path("namespace").asText());
        }
        String text = seen.path("place").asText();
        return switch (seen.path("action").asText()) {
            case "push", "pull", "build", "tag", "rm", "login", "logout" -> ChangePlace.named(text);
            case "cluster" -> ChangePlace.in(text, "");
            default -> {
                int slash = text.lastIndexOf('/');
                yield slash < 0
                        ? ChangePlace.in(text, "")
                        : ChangePlace.in(text.substring(0, slash), text.substring(slash + 1));
            }
        };
    }
}
