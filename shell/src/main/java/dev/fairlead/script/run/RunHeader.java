package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.files.FormatVersion;
import dev.fairlead.script.io.Secrets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which script a run is of.
 *
 * @param run the run's own name
 * @param script as the user would type it
 * @param file the script
 * @param hash of the script and the files that it opens
 * @param words what the script sees, without the values of secret parameters
 * @param resumes the run that it goes on with; empty where it is new
 * @param process the number of the process, with when it began, as numbers come again
 */
record RunHeader(
        String run,
        String script,
        Path file,
        String hash,
        List<String> words,
        String resumes,
        Instant began,
        long process,
        String processBegan) {
    /** Of the journals: the second carries the lines of the run that it goes on with. */
    private static final FormatVersion JOURNAL = new FormatVersion(2);

    RunHeader {
        words = List.copyOf(words);
    }

    /** Whether a newer fairlead has written the journal that begins so. */
    static boolean isNewer(JsonNode line) {
        return JOURNAL.isNewer(version(line));
    }

    /** @throws dev.fairlead.failure.OpsException of kind INVALID where a newer fairlead has written it */
    static void requireKnown(JsonNode line, String journal) {
        JOURNAL.require(version(line), journal);
    }

    private static int version(JsonNode line) {
        return line.path(FormatVersion.FIELD).asInt(1);
    }

    /** A run of this process that begins now. */
    static RunHeader now(String run, String script, Path file, String hash, List<String> words, String resumes) {
        ProcessHandle process = ProcessHandle.current();
        return new RunHeader(run, script, file, hash, words, resumes, Instant.now(), process.pid(), began(process));
    }

    /** Whether the process that it is of still runs; for journals without a lock. */
    boolean isAlive() {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .map(found -> began(found).equals(processBegan))
                .orElse(false);
    }

    /** The process that it is of, as its locks name it. */
    String owner() {
        return process(process, processBegan);
    }

    static String process(long number, String began) {
        return number + " " + began;
    }

    static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /**
     * The journal's first line.
     *
     * @param directory of the journals: from there the script is named, so that a pipeline's next job finds it in
     *     another working copy
     */
    ObjectNode line(Secrets secrets, Path directory) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("what", "run")
                .put(FormatVersion.FIELD, JOURNAL.current())
                .put("run", run)
                .put("script", script)
                .put("file", within(directory).relativize(within(file)).toString())
                .put("hash", hash)
                .put("resumes", resumes)
                .put("began", began.toString())
                .put("process", process)
                .put("processBegan", processBegan);
        words.forEach(word -> line.withArray("words").add(secrets.mask(word)));
        return line;
    }

    private static Path within(Path path) {
        return path.toAbsolutePath().normalize();
    }

    static RunHeader of(JsonNode line, Path directory) {
        List<String> words = new ArrayList<>();
        line.path("words").forEach(word -> words.add(word.asText()));
        return new RunHeader(
                line.path("run").asText(),
                line.path("script").asText(),
                within(directory.resolve(line.path("file").asText())),
                line.path("hash").asText(),
                words,
                line.path("resumes").asText(),
                Instant.parse(line.path("began").asText()),
                line.path("process").asLong(),
                line.path("processBegan").asText());
    }
}
