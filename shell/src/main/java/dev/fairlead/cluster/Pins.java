package dev.fairlead.cluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Names for clusters that no renamed context can change: {@code NAME=UID} of the namespace kube-system. A project has its
 * pins in {@code fairlead-pins.properties}, found from a directory upwards; a user has some in the settings' directory.
 */
public final class Pins {
    public static final String PROJECT_FILE = "fairlead-pins.properties";

    private final Path userFile;

    /** @param configDirectory where the user's settings are */
    public Pins(Path configDirectory) {
        this.userFile = configDirectory.resolve("pins.properties");
    }

    /**
     * What is pinned under a name.
     *
     * @param uid of the namespace kube-system
     */
    public record Pin(String name, String uid, Path file) {}

    /**
     * The pin of a name, as seen from a directory.
     *
     * @throws OpsException of kind NOT_FOUND where there is none, CONFLICT where project and user do not mean the same
     */
    public Pin find(String name, Path from) {
        List<Path> files = new ArrayList<>(projectFile(from).stream().toList());
        files.add(userFile);
        Map<String, Pin> all = new LinkedHashMap<>();
        for (Path file : files) {
            read(file).forEach((known, uid) -> all.merge(known, new Pin(known, uid, file), Pins::same));
        }
        Pin found = all.get(name);
        if (found != null) {
            return found;
        }
        OpsException failure = new OpsException(
                FailureKind.NOT_FOUND,
                "no cluster is pinned as \"" + name + "\"; looked in "
                        + String.join(", ", files.stream().map(Path::toString).toList()));
        for (String near : NearestNames.to(name, new ArrayList<>(all.keySet()), 2)) {
            failure = failure.hint("pinned(\"" + near + "\")");
        }
        throw failure.hint("cluster pin " + name);
    }

    /** A pin that may be made, with all that its file is to have then. */
    record Move(Pin pin, Map<String, String> pins) {
        Move {
            pins = new TreeMap<>(pins);
        }

        /** Makes it. */
        void keep() {
            write(pin.file(), pins);
        }
    }

    /**
     * How to pin a cluster; nothing is written yet.
     *
     * @param anew whether a name that is another cluster's is taken
     * @param project whether in the project's file: the one that is found from the directory upwards, else one in it
     * @throws OpsException of kind CONFLICT where the name is another cluster's and may not be moved
     */
    Move move(String name, String uid, boolean project, boolean anew, Path from) {
        Path file = project ? projectFile(from).orElse(from.resolve(PROJECT_FILE)) : userFile;
        Map<String, String> pins = new TreeMap<>(read(file));
        String before = pins.getOrDefault(name, uid);
        if (!before.equals(uid) && !anew) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            name + " is pinned to the cluster with UID " + before + " in " + file
                                    + ", and this one has " + uid)
                    .hint("cluster pin " + name + " --move");
        }
        pins.put(name, uid);
        return new Move(new Pin(name, uid, file), pins);
    }

    private static Pin same(Pin project, Pin user) {
        if (!project.uid().equals(user.uid())) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    project.name() + " is another cluster in " + project.file() + " than in " + user.file()
                            + "; remove one of the two");
        }
        return project;
    }

    private static Optional<Path> projectFile(Path from) {
        for (Path at = from.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path file = at.resolve(PROJECT_FILE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> pins = new TreeMap<>();
        if (Files.notExists(file)) {
            return pins;
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            properties
                    .stringPropertyNames()
                    .forEach(name -> pins.put(name, properties.getProperty(name).strip()));
            return pins;
        } catch (IOException | IllegalArgumentException e) {
            throw new OpsException(FailureKind.INVALID, "cannot read the pins in " + file + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path file, Map<String, String> pins) {
        StringBuilder text = new StringBuilder(
                "# Clusters by the UID of their namespace kube-system; written by: cluster pin NAME\n");
        pins.forEach((name, uid) -> text.append(name).append('=').append(uid).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED, "cannot write the pins in " + file + ": " + SystemFailures.why(e), e);
        }
        new OwnFile(file, "the pins in " + file).replaceAsShared(text.toString());
    }
}
