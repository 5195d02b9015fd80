package dev.fairlead.script.test;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the cases of scripts are: {@code ship.test.yaml} beside {@code ship.jsh}, or {@code tests/ship.yaml} below its
 * directory.
 */
final class CaseFiles {
    private static final String SCRIPT = ".jsh";
    private static final String CASES = ".test.yaml";
    private static final String TESTS = "tests";
    private static final int DEPTH = 6;

    private final Path workingDirectory;

    CaseFiles(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /** All below {@code scripts} where there is such a directory, else below the working directory. */
    List<TestCase> all() {
        Path usual = workingDirectory.resolve("scripts");
        return below(Files.isDirectory(usual) ? usual : workingDirectory);
    }

    /** @throws OpsException of kind NOT_FOUND where there are none */
    List<TestCase> below(Path directory) {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory, DEPTH)) {
            files = found.filter(CaseFiles::isCases).sorted().toList();
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.NOT_FOUND,
                    "cannot look for cases in " + name(directory) + ": " + SystemFailures.why(e),
                    e);
        }
        if (files.isEmpty()) {
            throw new OpsException(
                            FailureKind.NOT_FOUND,
                            "no cases in " + name(directory) + ": no file ends in " + CASES + ", and none is in a "
                                    + TESTS + " directory beside a script of its name")
                    .hint("script test scripts/ship.jsh --tag v1 --expect ok");
        }
        return files.stream().flatMap(file -> of(file).stream()).toList();
    }

    /** The cases of a script; none where it has none. */
    List<TestCase> ofScript(Path script) {
        String name = script.getFileName().toString().replaceFirst("\\" + SCRIPT + "$", "");
        return Stream.of(
                        script.resolveSibling(name + CASES),
                        script.resolveSibling(TESTS).resolve(name + ".yaml"))
                .filter(Files::isRegularFile)
                .flatMap(file -> of(file).stream())
                .toList();
    }

    List<TestCase> of(Path file) {
        return new CaseFile(file, name(file), script(file)).read();
    }

    private static boolean isCases(Path file) {
        return Files.isRegularFile(file)
                && (file.toString().endsWith(CASES)
                        || file.toString().endsWith(".yaml")
                                && file.resolveSibling("").endsWith(TESTS)
                                && Files.isRegularFile(script(file)));
    }

    /** The script whose name a file of cases has. */
    private static Path script(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(CASES)
                ? file.resolveSibling(name.substring(0, name.length() - CASES.length()) + SCRIPT)
                : file.resolveSibling("..")
                        .resolve(name.replaceFirst("\\.ya?ml$", "") + SCRIPT)
                        .normalize();
    }

    /** As the user would type it. */
    String name(Path file) {
        Path absolute = workingDirectory.resolve(file).normalize();
        return absolute.startsWith(workingDirectory) && !absolute.equals(workingDirectory)
                ? workingDirectory.relativize(absolute).toString()
                : absolute.toString();
    }
}
