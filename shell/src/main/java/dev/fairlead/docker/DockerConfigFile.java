package dev.fairlead.docker;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import dev.fairlead.json.JsonTree;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Docker's own {@code config.json}, in {@code $DOCKER_CONFIG} or {@code ~/.docker}. It is read anew each time, since
 * docker writes it too, and whatever fairlead does not know in it stays as it is.
 */
final class DockerConfigFile {
    private final Path directory;

    DockerConfigFile(Settings settings) {
        String set = settings.variable("DOCKER_CONFIG", "");
        this.directory = set.isEmpty() ? settings.home().resolve(".docker") : settings.path(set);
    }

    Path directory() {
        return directory;
    }

    Path file() {
        return directory.resolve("config.json");
    }

    /** The document; an empty one where there is no file. */
    ObjectNode read() {
        try {
            JsonNode node = JsonTree.read(Files.readAllBytes(file()));
            return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.objectNode();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new OpsException(
                    FailureKind.INVALID, file() + " is no JSON that docker can read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new OpsException(FailureKind.DENIED, "cannot read " + file() + ": " + SystemFailures.why(e), e);
        }
    }

    /** Puts a new document in place of the old at once, readable by its owner only; a symbolic link stays one. */
    void write(ObjectNode document) {
        try {
            Files.createDirectories(directory);
            new OwnFile(file())
                    .replace(new ObjectMapper().writer(asDockerPrints()).writeValueAsString(document));
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot write " + file() + ": " + SystemFailures.why(e), e);
        }
    }

    private static PrettyPrinter asDockerPrints() {
        DefaultIndenter tabs = new DefaultIndenter("\t", "\n");
        return new DefaultPrettyPrinter()
                .withObjectIndenter(tabs)
                .withArrayIndenter(tabs)
                .withSeparators(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""));
    }
}
