package dev.fairlead.script.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a build tool keeps, which is taken from one pipeline to the next.
 *
 * @param setting the variable that tells the tool where, as a shell sets it
 * @param directory in the project
 * @param keyFile what it depends on
 */
record Cache(String name, String setting, String directory, String keyFile) {
    private static final int DEPTH = 3;

    /** The caches of the build tools that a project has files of. */
    static List<Cache> of(Path project) {
        List<Cache> caches = new ArrayList<>();
        first(project, "pom.xml")
                .ifPresent(file -> caches.add(new Cache(
                        "maven", "MAVEN_OPTS=\"-Dmaven.repo.local=$PWD/.m2/repository\"", ".m2/repository", file)));
        first(project, "go.sum")
                .or(() -> first(project, "go.mod"))
                .ifPresent(file -> caches.add(new Cache("go", "GOMODCACHE=\"$PWD/.go/mod\"", ".go/mod", file)));
        return caches;
    }

    private static Optional<String> first(Path project, String name) {
        try (Stream<Path> files = Files.find(
                project, DEPTH, (file, facts) -> file.getFileName().toString().equals(name))) {
            return files.map(file -> project.relativize(file).toString())
                    .sorted((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // a directory that cannot be read has nothing that a build could use
            return Optional.empty();
        }
    }
}
