package dev.fairlead.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The engine's image list as rows, as docker shows them. */
final class ImageRows {
    private ImageRows() {}

    static List<ImageSummary> of(JsonNode images) {
        List<ImageSummary> rows = new ArrayList<>();
        images.forEach(image -> add(image, rows));
        rows.sort(Comparator.comparing(ImageSummary::created).reversed());
        return rows;
    }

    private static void add(JsonNode image, List<ImageSummary> rows) {
        List<String> names = names(image.path("RepoTags"));
        List<String> digests = names(image.path("RepoDigests"));
        if (names.isEmpty()) {
            String repository = digests.isEmpty() ? ImageSummary.NONE : before(digests.get(0), '@');
            rows.add(row(image, repository, ImageSummary.NONE, digests));
        }
        for (String name : names) {
            rows.add(row(image, before(name, ':'), name.substring(name.lastIndexOf(':') + 1), digests));
        }
    }

    private static ImageSummary row(JsonNode image, String repository, String tag, List<String> digests) {
        Optional<String> digest = digests.stream()
                .filter(d -> before(d, '@').equals(repository))
                .map(d -> d.substring(d.indexOf('@') + 1))
                .findFirst();
        return new ImageSummary(
                repository,
                tag,
                image.path("Id").asText(),
                digest,
                Instant.ofEpochSecond(image.path("Created").asLong()),
                image.path("Size").asLong());
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : array) {
            if (!name.asText().startsWith(ImageSummary.NONE)) {
                names.add(name.asText());
            }
        }
        return names;
    }

    private static String before(String name, char mark) {
        return name.substring(0, name.lastIndexOf(mark));
    }
}
