package dev.fairlead.script.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** Writes reports, which are their owner's alone; a file's ending says as what. */
public final class ReportFiles {
    private static final List<String> ENDINGS = List.of(".html", ".json", ".xml");

    private ReportFiles() {}

    /** @throws OpsException of kind USAGE before anything is run, where an ending is unknown */
    public static void requireKnown(List<Path> files) {
        for (Path file : files) {
            String name = file.toString();
            if (ENDINGS.stream().noneMatch(name::endsWith)) {
                throw new OpsException(
                                FailureKind.USAGE,
                                "--report " + file
                                        + ": a report's name ends in .html, in .json, or in .xml for JUnit's form")
                        .hint("add --report report.html to the line");
            }
        }
    }

    public static void write(ScriptReport report, List<Path> files) {
        for (Path file : files) {
            try {
                Path directory = file.toAbsolutePath().getParent();
                if (directory != null) {
                    Files.createDirectories(directory);
                }
                new OwnFile(file, "the report " + file).replace(text(report, file.toString()));
            } catch (IOException e) {
                throw new OpsException(
                        FailureKind.FAILED, "cannot write the report " + file + ": " + SystemFailures.why(e), e);
            }
        }
    }

    private static String text(ScriptReport report, String name) throws IOException {
        if (name.endsWith(".html")) {
            return Page.of(report, ZoneId.systemDefault());
        }
        return name.endsWith(".xml") ? JunitText.of(report) : json(report);
    }

    private static String json(ScriptReport report) throws IOException {
        return new ObjectMapper()
                        .registerModule(new JavaTimeModule())
                        .registerModule(new Jdk8Module())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(report)
                + "\n";
    }
}
