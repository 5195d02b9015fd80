package dev.fairlead.script.replay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names all that the meaning of a script depends on beside its own text: the JDK, which compiles it, and the class path,
 * which holds the prelude and all that it calls.
 */
public final class CompiledWith {
    private CompiledWith() {}

    /** Looked up once: a process goes on with the classes that it began with. */
    private static final class Own {
        static final Optional<String> NAME = name(System.getProperty("java.class.path"));
    }

    /** A text that another JDK or class path does not have; empty where there is none to rely on. */
    static Optional<String> name() {
        return Own.NAME;
    }

    public static Optional<String> name(String classPath) {
        StringBuilder name = new StringBuilder();
        for (String property : List.of("java.home", "java.vm.name", "java.vm.version", "java.vendor.version")) {
            name.append(System.getProperty(property, "")).append('\n');
        }
        try {
            for (String entry : classPath.split(File.pathSeparator)) {
                for (Path file : files(Path.of(entry).toAbsolutePath())) {
                    append(name, file);
                }
            }
            return Optional.of(name.toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A file itself, or all files under a directory. */
    private static List<Path> files(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return List.of(entry);
        }
        try (Stream<Path> all = Files.walk(entry)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
    }

    /** Reading 40 MB of jar would cost more than a start takes, so size, time and inode stand for its bytes. */
    private static void append(StringBuilder name, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        name.append(file).append(' ').append(attributes.size()).append(' ');
        name.append(attributes.lastModifiedTime().toInstant()).append(' ').append(attributes.fileKey());
        name.append('\n');
    }
}
