package dev.fairlead.script.library;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.script.ScriptHelp;
import dev.fairlead.script.ScriptService;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lists saved scripts and makes new ones. */
public final class ScriptLibrary {
    private static final String EXTENSION = ".jsh";

    private final Supplier<ScriptService> scripts;
    private final Path workingDirectory;

    public ScriptLibrary(Supplier<ScriptService> scripts, Path workingDirectory) {
        this.scripts = scripts;
        this.workingDirectory = workingDirectory;
    }

    /**
     * The scripts of a directory, by name; nothing of them runs.
     *
     * @throws OpsException of kind NOT_FOUND when there is no such directory
     */
    public List<ListedScript> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION) && Files.isRegularFile(file))
                    .sorted()
                    .map(this::listed)
                    .toList();
        } catch (IOException e) {
            throw new OpsException(
                            Files.exists(directory) ? FailureKind.FAILED : FailureKind.NOT_FOUND,
                            "cannot list the scripts of " + directory + ": " + SystemFailures.why(e),
                            e)
                    .hint("script new empty");
        }
    }

    /** The directory {@code scripts} where there is one, else the working directory. */
    public List<ListedScript> list() {
        Path usual = workingDirectory.resolve("scripts");
        return list(Files.isDirectory(usual) ? usual : workingDirectory);
    }

    private ListedScript listed(Path file) {
        try {
            ScriptHelp help = scripts.get().describe(file);
            return new ListedScript(help.file(), sentence(help.description()), help.options(), help.takesWords());
        } catch (OpsException e) {
            return new ListedScript(workingDirectory.relativize(file).toString(), e.message(), List.of(), false);
        }
    }

    /** The first sentence, on one line; it may go over several lines of the comment. */
    private static String sentence(List<String> description) {
        String paragraph = String.join(
                " ", description.stream().takeWhile(line -> !line.isBlank()).toList());
        int end = paragraph.indexOf(". ");
        return end < 0 ? paragraph.replaceFirst("\\.$", "") : paragraph.substring(0, end);
    }

    /**
     * Writes a script from a template; never over anything that is there.
     *
     * @param named its extension may be missing; called as the template where it is empty
     * @throws OpsException of kind CONFLICT when the file is there
     */
    public NewScript make(Template template, Optional<Path> named) {
        Path file = named.orElseGet(() -> workingDirectory.resolve(template.toString()));
        String name = file.getFileName().toString();
        Path target = name.endsWith(EXTENSION) ? file : file.resolveSibling(name + EXTENSION);
        String source = template.source()
                .replace("NAME" + EXTENSION, target.getFileName().toString());
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            Files.writeString(target, source, StandardOpenOption.CREATE_NEW);
            makeExecutable(target);
        } catch (FileAlreadyExistsException e) {
            throw new OpsException(FailureKind.CONFLICT, target + " is there already; nothing is written", e)
                    .hint("script new " + template + " ANOTHER-NAME");
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot write " + target + ": " + SystemFailures.why(e), e);
        }
        return new NewScript(shown(target), template);
    }

    private String shown(Path file) {
        return file.startsWith(workingDirectory)
                ? workingDirectory.relativize(file).toString()
                : file.toString();
    }

    private static void makeExecutable(Path file) throws IOException {
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            if (permissions.contains(PosixFilePermission.GROUP_READ)) {
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
            }
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            }
            Files.setPosixFilePermissions(file, permissions);
        } catch (UnsupportedOperationException e) {
            // such a file system has no executable files
        }
    }
}
