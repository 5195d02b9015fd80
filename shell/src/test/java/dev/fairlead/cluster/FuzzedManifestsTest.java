package dev.fairlead.cluster;

import dev.fairlead.Fuzz;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FuzzedManifestsTest {
    @Test
    void manifests() {
        for (String corpus : List.of("manifest", "yaml")) {
            Fuzz.texts(
                    corpus,
                    text -> new ManifestFiles(
                                    Path::of, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                            .read(List.of("-"), false));
        }
    }
}
