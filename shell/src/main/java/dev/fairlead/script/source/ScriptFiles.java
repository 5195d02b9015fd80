package dev.fairlead.script.source;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UserFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads scripts. */
public final class ScriptFiles {
    private static final int MOST_HINTS = 3;

    private static final Pattern OPENS = Pattern.compile("(?m)^[ \\t]*/open[ \\t]+(.*?)[ \\t]*$");

    private final Path workingDirectory;

    public ScriptFiles(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /** A script's source; the line for the kernel is left blank. */
    public SourceText read(Path file) {
        return source(name(file), raw(file));
    }

    /** A text as a script's source. */
    public static SourceText source(String name, String raw) {
        if (raw.isBlank()) {
            throw new OpsException(FailureKind.INVALID, name + " is empty").hint("help run");
        }
        String text = withoutMark(raw).replace("\r\n", "\n");
        int firstLine = text.contains("\n") ? text.indexOf('\n') : text.length();
        return new SourceText(name, text.startsWith("#!") ? " ".repeat(firstLine) + text.substring(firstLine) : text);
    }

    /** A text without the mark that some editors begin a file with. */
    public static String withoutMark(String raw) {
        return raw.startsWith("\ufeff") ? raw.substring(1) : raw;
    }

    /** What is in a script's file. */
    public String raw(Path file) {
        String name = name(file);
        if (Files.isDirectory(file)) {
            throw hinted(new OpsException(FailureKind.USAGE, name + " is a directory; name a script in it"), file);
        }
        if (Files.notExists(file)) {
            throw hinted(
                    new OpsException(FailureKind.NOT_FOUND, "there is no script " + name), file.resolveSibling(""));
        }
        return text(file, name);
    }

    /** A script and the files that it opens, those that they open included, as far as they can be read. */
    public Set<SourceText> withOpened(Path file, SourceText source) {
        Map<Path, SourceText> found = new LinkedHashMap<>(Map.of(file, source));
        Deque<Path> left = new ArrayDeque<>(found.keySet());
        while (!left.isEmpty()) {
            Path from = left.pop();
            SourceText opening = Objects.requireNonNull(found.get(from));
            OPENS.matcher(opening.text()).results().forEach(open -> {
                Path next = directory(from).resolve(open.group(1)).normalize();
                if (Files.isRegularFile(next) && !found.containsKey(next)) {
                    readable(next).ifPresent(text -> {
                        found.put(next, text);
                        left.push(next);
                    });
                }
            });
        }
        return new LinkedHashSet<>(found.values());
    }

    /** The directory that a script is in; where a link leads to it, that of what it leads to. */
    public static Path directory(Path script) {
        Path absolute = script.toAbsolutePath().normalize();
        try {
            return Objects.requireNonNullElse(absolute.toRealPath().getParent(), absolute);
        } catch (IOException e) {
            // whoever reads it hears of it
            return Objects.requireNonNullElse(absolute.getParent(), absolute);
        }
    }

    private Optional<SourceText> readable(Path file) {
        try {
            return Optional.of(read(file));
        } catch (OpsException e) {
            // whoever runs the line that opens it hears of it
            return Optional.empty();
        }
    }

    /** A path as the user would type it. */
    public String name(Path file) {
        Path absolute = workingDirectory.resolve(file).normalize();
        boolean below = absolute.startsWith(workingDirectory) && !absolute.equals(workingDirectory);
        return below && workingDirectory.getNameCount() > 0
                ? workingDirectory.relativize(absolute).toString()
                : absolute.toString();
    }

    private static String text(Path file, String name) {
        try {
            String text = UserFile.text(file);
            int nul = text.indexOf('\0');
            if (nul >= 0) {
                long line =
                        text.substring(0, nul).chars().filter(c -> c == '\n').count() + 1;
                throw new OpsException(
                        FailureKind.INVALID, name + " is no text: there is a NUL character on line " + line);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new OpsException(FailureKind.INVALID, name + " is not UTF-8 text", e);
        } catch (AccessDeniedException e) {
            throw new OpsException(FailureKind.DENIED, "cannot read " + name + ": permission denied", e);
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot read " + name + ": " + SystemFailures.why(e), e);
        }
    }

    private OpsException hinted(OpsException failure, Path directory) {
        List<Path> scripts;
        try (Stream<Path> files = Files.list(directory)) {
            scripts = files.filter(file -> file.toString().endsWith(".jsh"))
                    .sorted()
                    .limit(MOST_HINTS)
                    .toList();
        } catch (IOException e) {
            scripts = List.of();
        }
        OpsException hinted = failure;
        for (Path script : scripts) {
            hinted = hinted.hint("run " + name(script));
        }
        return hinted.hint("help run");
    }
}
