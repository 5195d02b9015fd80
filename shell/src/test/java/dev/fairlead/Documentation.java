package dev.fairlead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The README, CONTRIBUTING.md and the pages of {@code shell/docs}, with parts that tests hold to the truth, each between {@code <!-- name
 * -->} and {@code <!-- /name -->}.
 */
public final class Documentation {
    private Documentation() {}

    public static Path project() {
        return Path.of(Optional.ofNullable(System.getProperty("fairlead.project"))
                        .orElse(".."))
                .toAbsolutePath()
                .normalize();
    }

    /** All pages, the README first. */
    static List<Path> pages() {
        try (Stream<Path> docs = Files.list(project().resolve("shell/docs"))) {
            return Stream.concat(
                            Stream.of(project().resolve("README.md"), project().resolve("CONTRIBUTING.md")),
                            docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all pages say. */
    static String text() {
        return pages().stream().map(Documentation::text).collect(Collectors.joining("\n"));
    }

    static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String part(String name) {
        String text = text(page(name));
        String begin = begin(name);
        return text.substring(text.indexOf(begin) + begin.length(), text.indexOf(end(name)));
    }

    /** Compares a part; with {@code -Dfairlead.regenerate=true} writes it instead. */
    static void check(String name, String wanted) {
        String present = part(name);
        if (present.equals(wanted)) {
            return;
        }
        Path page = page(name);
        if (!Boolean.getBoolean("fairlead.regenerate")) {
            throw new AssertionError(project().relativize(page) + ", part " + name + ", should read:\n" + wanted
                    + "\nTo write it: mvn verify -Dfairlead.regenerate=true");
        }
        try {
            Files.writeString(
                    page, text(page).replace(begin(name) + present + end(name), begin(name) + wanted + end(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path page(String part) {
        List<Path> having = pages().stream()
                .filter(page -> text(page).contains(begin(part)) && text(page).contains(end(part)))
                .toList();
        if (having.size() != 1) {
            throw new AssertionError("not one page has the part " + part + ": " + having);
        }
        return having.get(0);
    }

    private static String begin(String part) {
        return "<!-- " + part + " -->\n";
    }

    private static String end(String part) {
        return "<!-- /" + part + " -->";
    }
}
