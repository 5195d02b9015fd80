package dev.fairlead.script.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import dev.fairlead.json.JsonTree;
import dev.fairlead.script.run.Runs;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a run in a Job is told to leave, and what becomes of it here. */
final class JobLeavings {
    private static final String OWN = "report.json";

    private final List<Path> reports;
    private final Settings settings;

    /** @param reports what the user wants to have written */
    JobLeavings(List<Path> reports, Settings settings) {
        this.reports = reports;
        this.settings = settings;
    }

    /** What the run in the container is told. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("--report", Handover.DIRECTORY + "/" + OWN));
        for (int i = 0; i < reports.size(); i++) {
            words.addAll(List.of("--report", Handover.DIRECTORY + "/" + name(i)));
        }
        return words;
    }

    /**
     * Writes the reports, and takes in the journal, so that the run can be gone on with here.
     *
     * @return the run's name; empty where it has none
     */
    String take(Handover handover, String name, Path script) {
        for (int i = 0; i < reports.size(); i++) {
            Path file = settings.path(reports.get(i).toString());
            handover.file(name(i)).ifPresent(text -> write(file, text));
        }
        return handover.journal()
                .map(journal -> new Runs(settings).takeIn(journal, name, script))
                .orElse("");
    }

    /** The failure as the run itself tells it; the exit code says its kind where the run could not tell anything. */
    static OpsException failure(String job, JobWatch.Ending ending, Handover handover) {
        FailureKind kind = Arrays.stream(FailureKind.values())
                .filter(one -> one.exitCode() == ending.exitCode())
                .findFirst()
                .orElse(FailureKind.FAILED);
        JsonNode told = report(handover).path("failure");
        String why = told.path("message").asText();
        if (why.isEmpty()) {
            why = "it ended with " + ending.exitCode()
                    + (ending.reason().isEmpty() || ending.reason().equals("Error") ? "" : ", " + ending.reason());
        }
        OpsException failure = new OpsException(kind, "job/" + job + " failed: " + why);
        for (JsonNode hint : told.path("hints")) {
            failure = failure.hint(hint.asText());
        }
        return failure;
    }

    private static JsonNode report(Handover handover) {
        try {
            Optional<String> text = handover.file(OWN);
            return text.isPresent() ? JsonTree.read(text.get()) : MissingNode.getInstance();
        } catch (IOException e) {
            // a log that broke off in the middle of it
            return MissingNode.getInstance();
        }
    }

    private String name(int index) {
        String file = reports.get(index).getFileName().toString();
        return "report-" + index + file.substring(Math.max(0, file.lastIndexOf('.')));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            new OwnFile(file, "the report " + file).replace(text);
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED, "cannot write the report " + file + ": " + SystemFailures.why(e), e);
        }
    }
}
