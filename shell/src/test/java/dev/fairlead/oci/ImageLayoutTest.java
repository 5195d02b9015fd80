package dev.fairlead.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageLayoutTest {
    @TempDir
    private Path directory;

    @Test
    void whatSeveralNameAtOnceIsAllNamed() throws InterruptedException {
        Descriptor image = image("a").manifest();
        Set<String> names = new TreeSet<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "n" + i;
            names.add(name + ":a");
            names.add(name + ":b");
            threads.add(new Thread(() -> {
                ImageLayout own = new ImageLayout(directory);
                own.name(name + ":a", image);
                own.name(name + ":b", image);
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(names, names());
    }

    @Test
    void anImageThatLosesItsNameStaysAndOneThatIsRemovedLeavesNoBlobs() throws Exception {
        ImageLayout layout = new ImageLayout(directory);
        StoredImage first = image("first");
        StoredImage second = image("second");
        layout.name("web:v1", first.manifest());
        layout.name("web:v1", second.manifest());
        layout.name("web:v1", second.manifest());
        assertEquals(2, layout.images().size());
        assertEquals(Set.of("", "web:v1"), names());
        layout.change(images -> images.removeIf(NamedImage::isUnnamed));
        layout.collect();
        assertTrue(layout.blobs().has(first.id()), "a blob so new may belong to an image that is not listed yet");
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (StoredImage image : List.of(first, second)) {
            Files.setLastModifiedTime(layout.blobs().file(image.id()), old);
        }
        layout.collect();
        assertFalse(layout.blobs().has(first.id()));
        assertTrue(layout.blobs().has(second.id()));
    }

    @Test
    void otherToolsFindWhatTheSpecificationNames() throws Exception {
        new ImageLayout(directory).name("web:v1", image("a").manifest());
        assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", Files.readString(directory.resolve("oci-layout")));
        String index = Files.readString(directory.resolve("index.json"));
        assertTrue(index.contains("\"org.opencontainers.image.ref.name\":\"web:v1\""), index);
        assertTrue(index.startsWith("{\"schemaVersion\":2,"), index);
    }

    private StoredImage image(String label) {
        ImageDraft draft = ImageDraft.scratch(new ImageLayout(directory), "linux/amd64");
        draft.run().put("User", label);
        return draft.write();
    }

    private Set<String> names() {
        return new ImageLayout(directory)
                .images().stream().map(NamedImage::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
