package dev.fairlead.completion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Completes paths as they are typed, {@code ~} included. Hidden files are offered once their dot is typed. */
public final class PathNames {
    private static final int MOST = 500;
    private static final String SCRIPTS = "scripts/";

    private final Function<String, Path> resolve;

    /** @param resolve from a path as typed, as {@link dev.fairlead.settings.Settings#path} does */
    public PathNames(Function<String, Path> resolve) {
        this.resolve = resolve;
    }

    List<Completion> files(String word) {
        return matching(word, path -> true);
    }

    List<Completion> directories(String word) {
        return matching(word, Files::isDirectory);
    }

    /** Saved scripts, those under {@code scripts/} without typing that first. */
    List<Completion> scripts(String word) {
        Predicate<Path> script =
                path -> Files.isDirectory(path) || path.getFileName().toString().endsWith(".jsh");
        List<Completion> found = new ArrayList<>(matching(word, script));
        if (word.isEmpty()) {
            matching(SCRIPTS, script).stream().filter(Completion::whole).forEach(found::add);
        }
        return found;
    }

    private List<Completion> matching(String word, Predicate<Path> wanted) {
        String directory = word.substring(0, word.lastIndexOf('/') + 1);
        String prefix = word.substring(directory.length());
        try (Stream<Path> entries = Files.list(resolve.apply(directory.isEmpty() ? "." : directory))) {
            return entries.filter(path -> fits(path.getFileName().toString(), prefix))
                    .filter(wanted)
                    .limit(MOST)
                    .map(path -> completion(directory, path))
                    .sorted((a, b) -> a.text().compareTo(b.text()))
                    .toList();
        } catch (IOException | InvalidPathException | SecurityException e) {
            return List.of();
        }
    }

    private static boolean fits(String name, String prefix) {
        return name.startsWith(prefix) && (!name.startsWith(".") || prefix.startsWith("."));
    }

    private static Completion completion(String directory, Path path) {
        String name = directory + path.getFileName();
        return Files.isDirectory(path) ? new Completion(name + "/", "", false) : Completion.name(name);
    }
}
