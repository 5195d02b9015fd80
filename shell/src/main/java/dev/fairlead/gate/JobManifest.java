package dev.fairlead.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UserFile;
import dev.fairlead.kubernetes.YamlDocument;
import dev.fairlead.kubernetes.YamlReader;
import dev.fairlead.kubernetes.YamlSyntaxException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;

/** The Job that a gate's file describes, as it is made for one try. */
final class JobManifest {
    static final String LABEL = "fairlead.dev/gate";
    private static final int LONGEST_NAME = 50;
    private static final long KEPT_SECONDS = 86_400;

    private final JobGate gate;
    private final Settings settings;

    JobManifest(JobGate gate, Settings settings) {
        this.gate = gate;
        this.settings = settings;
    }

    /**
     * The Job for a subject. It is tried once and ends with its time unless the file says otherwise: a gate has
     * tries of its own, and the cluster ends what a dead machine cannot.
     *
     * @throws OpsException NOT_FOUND where there is no such file, INVALID where it is no Job
     */
    ObjectNode job(GateSubject subject) {
        ObjectNode job = read(subject.image());
        ObjectNode metadata = job.withObjectProperty("metadata");
        String name = metadata.path("name").asText(metadata.path("generateName").asText("gate"));
        metadata.remove(List.of("name", "namespace", "uid", "resourceVersion"));
        String base = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        // Made here: a Job whose making was interrupted can be taken away by it.
        String random = Integer.toString(ThreadLocalRandom.current().nextInt(1_679_616, 60_466_176), 36);
        metadata.put("name", base.replaceFirst("-*$", "-") + random);
        labels(metadata, subject);
        ObjectNode spec = job.withObjectProperty("spec");
        labels(spec.withObjectProperty("template").withObjectProperty("metadata"), subject);
        put(spec, "backoffLimit", 0);
        put(spec, "activeDeadlineSeconds", Math.max(1, gate.timeout().toSeconds()));
        put(spec, "ttlSecondsAfterFinished", KEPT_SECONDS);
        return job;
    }

    private static void put(ObjectNode spec, String field, long value) {
        if (!spec.has(field)) {
            spec.put(field, value);
        }
    }

    private static void labels(ObjectNode metadata, GateSubject subject) {
        metadata.withObjectProperty("labels").put(LABEL, subject.release());
    }

    private ObjectNode read(String image) {
        Path file = settings.path(gate.manifest());
        try {
            String text = UserFile.text(file)
                    .replace("${image}", image)
                    .replaceAll("\\$image\\b", Matcher.quoteReplacement(image));
            List<YamlDocument> documents = YamlReader.documents(text);
            JsonNode only = documents.size() == 1 ? documents.get(0).value() : null;
            if (only instanceof ObjectNode job
                    && job.path("kind").asText().equals("Job")
                    && job.path("apiVersion").asText().equals("batch/v1")) {
                return job;
            }
        } catch (YamlSyntaxException e) {
            throw new OpsException(
                    FailureKind.INVALID, gate.manifest() + ":" + e.line() + ":" + e.column() + ": " + e.problem(), e);
        } catch (NoSuchFileException e) {
            throw new OpsException(FailureKind.NOT_FOUND, "there is no file " + gate.manifest(), e);
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED, "cannot read " + gate.manifest() + ": " + SystemFailures.why(e), e);
        }
        throw new OpsException(FailureKind.INVALID, gate.manifest() + " is not one Job of batch/v1");
    }
}
