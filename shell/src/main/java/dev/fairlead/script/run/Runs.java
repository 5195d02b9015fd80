package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
import dev.fairlead.json.JsonTree;
import dev.fairlead.settings.Settings;
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
    private final Path workingDirectory;

    public Runs(Settings settings) {
        this.directory = settings.stateDirectory().resolve("runs");
        this.workingDirectory = settings.workingDirectory();
    }

    Path workingDirectory() {
        return workingDirectory;
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
    RecordedRun find(String name) {
        files().filter(file -> name(file).startsWith(name)).forEach(RecordedRun::requireKnown);
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

    /** Names of the runs whose journals a newer fairlead has written, newest first. */
    public List<String> newer() {
        return files().filter(RecordedRun::isNewer).map(Runs::name).toList();
    }

    /**
     * A run that nobody else goes on with until it is let go.
     *
     * @param name as {@link #find} takes it
     * @throws OpsException of kind CONFLICT where it runs, where it is finished, itself or by a run that went on from it,
     *     or where another run has to be gone on with in its place
     */
    public HeldRun hold(String name) {
        RecordedRun found = find(name);
        found.requireStopped();
        found.requireUnfinished();
        String run = found.header().run();
        try {
            RunLock lock = RunLock.take(file(run)).orElseThrow(() -> taken(run));
            try {
                // That it runs cannot be asked any more: whoever has its lock may be the process that it was of.
                RecordedRun held = find(run);
                held.requireUnfinished();
                last(held).ifPresent(later -> refuseFor(later, held));
                return new HeldRun(held, lock);
            } catch (OpsException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED,
                    "cannot lock run " + run + " in " + directory + ": " + SystemFailures.why(e),
                    e);
        }
    }

    /** The last of the runs that went on from it, one from the other; empty where none did. */
    private Optional<RecordedRun> last(RecordedRun run) {
        Optional<RecordedRun> next = all().filter(
                        later -> later.header().resumes().equals(run.header().run()))
                .findFirst();
        return next.isPresent() ? last(next.get()).or(() -> next) : next;
    }

    private OpsException taken(String run) {
        String number = RunLock.holder(file(run)).orElse("").replaceFirst(" .*", "");
        String process = number.isEmpty() ? "another process" : "process " + number;
        String what = last(find(run))
                .map(later -> "run " + later.header().run() + " goes on with run " + run + ", as " + process)
                .orElse(process + " goes on with run " + run);
        return new OpsException(FailureKind.CONFLICT, what + "; end it first").hint("script runs");
    }

    private static void refuseFor(RecordedRun later, RecordedRun run) {
        String name = run.header().run();
        boolean done = later.outcome().equals("succeeded");
        OpsException failure = new OpsException(
                FailureKind.CONFLICT,
                "run " + later.header().run() + " went on from run " + name + " and has "
                        + (done ? "succeeded; nothing is left of it" : later.outcome() + "; go on with that one"));
        throw failure.hint(
                done
                        ? "run " + run.header().script()
                        : "script resume " + later.header().run());
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

    /** Forgets the oldest of too many, but for those that run. */
    void prune() {
        try {
            files().skip(MOST).filter(file -> RunLock.holder(file).isEmpty()).forEach(Runs::forget);
        } catch (OpsException e) {
            // too many are no reason to fail
        }
    }

    private Stream<RecordedRun> all() {
        return files().map(RecordedRun::read).flatMap(Optional::stream);
    }

    /** Newest first. */
    private Stream<Path> files() {
        if (Files.notExists(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(Runs::written).reversed())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED, "cannot read the journals in " + directory + ": " + SystemFailures.why(e), e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\" + ENDING + "$", "");
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
            RunLock.forget(file);
        } catch (IOException e) {
            // the next run tries again
        }
    }
}
