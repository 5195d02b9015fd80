package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The journals of this user's runs, each in a file. */
public final class Runs {
    private static final String ENDING = ".ndjson";
    private static final int MOST = 200;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path directory;

    /** @param stateDirectory where the history and the journal are, too */
    public Runs(Path stateDirectory) {
        this.directory = stateDirectory.resolve("runs");
    }

    /** A name for a run that begins now, e.g. {@code ship-20260131-142305-3fa}. */
    String newName(Path script) {
        String stem =
                String.valueOf(script.getFileName()).replaceFirst("\\.jsh$", "").replaceAll("[^\\w-]", "_");
        String random = Integer.toHexString(0x100 + ThreadLocalRandom.current().nextInt(0xf00));
        return stem + "-" + NAME.format(Instant.now().atZone(ZoneId.systemDefault())) + "-" + random;
    }

    Path file(String run) {
        return directory.resolve(run + ENDING);
    }

    /** All that can be read, newest first. */
    public List<RunSummary> list() {
        return all().map(Runs::summary).toList();
    }

    /**
     * A run by its name, or by the beginning that only it has.
     *
     * @throws OpsException of kind NOT_FOUND, or USAGE where several begin so
     */
    public RecordedRun find(String name) {
        List<RecordedRun> found =
                all().filter(run -> run.header().run().startsWith(name)).toList();
        Optional<RecordedRun> exact =
                found.stream().filter(run -> run.header().run().equals(name)).findFirst();
        if (exact.isPresent() || found.size() == 1) {
            return exact.orElseGet(() -> found.get(0));
        }
        OpsException failure = found.isEmpty()
                ? new OpsException(FailureKind.NOT_FOUND, "there is no run " + name)
                : new OpsException(FailureKind.USAGE, found.size() + " runs begin with " + name);
        for (RecordedRun near : found.stream().limit(3).toList()) {
            failure = failure.hint("script resume " + near.header().run());
        }
        throw failure.hint("script runs");
    }

    /** The newest run of a script as it is, with the same words. */
    Optional<RecordedRun> newest(RunHeader like) {
        return all().filter(run ->
                        run.header().file().equals(like.file().toAbsolutePath().normalize())
                                && run.header().hash().equals(like.hash())
                                && run.header().words().equals(like.words()))
                // files that were carried from job to job may have any time
                .max(Comparator.comparing(run -> run.header().began()));
    }

    /**
     * Takes in the journal of a run that was made elsewhere, so that it can be gone on with here.
     *
     * @param journal all of its lines
     * @param name of the script as the user types it here
     * @return the run's name
     */
    public String takeIn(String journal, String name, Path script) {
        String[] lines = journal.split("\n", 2);
        try {
            ObjectNode header = (ObjectNode) JsonTree.read(lines[0]);
            String run = header.path("run").asText();
            Path file = directory.resolve(Path.of(run + ENDING).getFileName());
            OwnFolder.make(directory);
            header.put("script", name).put("file", script.toAbsolutePath().toString());
            new OwnFile(file, "the run's journal " + file).replace(header + "\n" + (lines.length > 1 ? lines[1] : ""));
            return run;
        } catch (IOException | ClassCastException e) {
            throw new OpsException(FailureKind.FAILED, "cannot keep the run's journal: " + e, e);
        }
    }

    /** Forgets the oldest of too many. */
    void prune() {
        try (Stream<Path> files = Files.list(directory)) {
            files.sorted(Comparator.comparing(Runs::written).reversed())
                    .skip(MOST)
                    .forEach(Runs::forget);
        } catch (IOException e) {
            // too many are no reason to fail
        }
    }

    private Stream<RecordedRun> all() {
        if (Files.notExists(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(Runs::written).reversed())
                    .toList()
                    .stream()
                    .map(RecordedRun::read)
                    .flatMap(Optional::stream);
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot read the journals in " + directory + ": " + e, e);
        }
    }

    private static RunSummary summary(RecordedRun run) {
        RunHeader header = run.header();
        return new RunSummary(
                header.run(),
                header.script(),
                header.words(),
                header.began(),
                Duration.between(header.began(), run.last()),
                run.finished().size(),
                run.outcome());
    }

    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the next run tries again
        }
    }
}
