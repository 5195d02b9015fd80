package dev.fairlead.build;

import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The users and groups that an image knows by name. */
final class ImageUsers {
    private static final int NAME = 0;
    private static final int ID = 2;
    private static final int GROUP_OF_USER = 3;

    private final FileTree files;

    ImageUsers(FileTree files) {
        this.files = files;
    }

    /** Whom something belongs to, by numbers. */
    record Owner(int user, int group) {
        static final Owner ROOT = new Owner(0, 0);
    }

    /**
     * Of {@code USER}, {@code USER:GROUP}, each a number or a name. A user without a group has the one of his number, or
     * the one that the image gives him; {@code root} needs no file.
     *
     * @return empty where the image does not know a name
     */
    Optional<Owner> owner(String text) {
        String[] parts = text.split(":", 2);
        Optional<Owner> user = number(parts[0]).map(id -> new Owner(id, id)).or(() -> named(parts[0]));
        if (parts.length < 2 || parts[1].isEmpty()) {
            return user;
        }
        return user.flatMap(known -> number(parts[1])
                .or(() -> line("etc/group", parts[1]).flatMap(fields -> field(fields, ID)))
                .or(() -> parts[1].equals("root") ? Optional.of(0) : Optional.empty())
                .map(group -> new Owner(known.user(), group)));
    }

    private Optional<Owner> named(String name) {
        Optional<Owner> known = line("etc/passwd", name)
                .flatMap(fields -> field(fields, ID)
                        .map(id -> new Owner(id, field(fields, GROUP_OF_USER).orElse(id))));
        return known.isEmpty() && name.equals("root") ? Optional.of(Owner.ROOT) : known;
    }

    private Optional<List<String>> line(String file, String name) {
        String path = files.resolve(file);
        return files.at(path)
                .filter(node -> node.kind() == FileNode.Kind.FILE)
                .flatMap(node -> text(node)
                        .lines()
                        .map(line -> List.of(line.split(":", -1)))
                        .filter(fields -> fields.get(NAME).equals(name))
                        .findFirst());
    }

    private static Optional<Integer> field(List<String> fields, int at) {
        return fields.size() > at ? number(fields.get(at)) : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static String text(FileNode node) {
        try (InputStream content = node.content().open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
