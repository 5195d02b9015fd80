package dev.fairlead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The README's parts that tests hold to the truth, each between {@code <!-- name -->} and {@code <!-- /name -->}. */
final class Readme {
    private Readme() {}

    static Path project() {
        return Path.of(Optional.ofNullable(System.getProperty("fairlead.project"))
                        .orElse(".."))
                .toAbsolutePath()
                .normalize();
    }

    static String text() {
        try {
            return Files.readString(project().resolve("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String part(String name) {
        String text = text();
        String begin = "<!-- " + name + " -->\n";
        int from = text.indexOf(begin);
        int to = text.indexOf("<!-- /" + name + " -->");
        if (from < 0 || to < 0) {
            throw new AssertionError("README.md has no part " + name);
        }
        return text.substring(from + begin.length(), to);
    }

    /** Compares a part; with {@code -Dfairlead.regenerate=true} writes it instead. */
    static void check(String name, String wanted) {
        String present = part(name);
        if (present.equals(wanted)) {
            return;
        }
        if (!Boolean.getBoolean("fairlead.regenerate")) {
            throw new AssertionError("README.md, part " + name + ", should read:\n" + wanted
                    + "\nTo write it: mvn verify -Dfairlead.regenerate=true");
        }
        String before = "<!-- " + name + " -->\n" + present + "<!-- /" + name + " -->";
        String after = "<!-- " + name + " -->\n" + wanted + "<!-- /" + name + " -->";
        try {
            Files.writeString(project().resolve("README.md"), text().replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
