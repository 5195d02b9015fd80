package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.oci.FileNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Permissions as {@code --chmod} takes them: octal digits, or changes such as {@code u=rwX,go-w}. */
final class FileMode {
    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,5}");
    private static final Pattern CHANGE = Pattern.compile("([ugoa]*)([-+=])([rwxXst]*)");
    private static final int MOST = 07777;
    private static final int EXECUTES = 0111;
    private static final int STICKY = 01000;

    private final String text;

    private FileMode(String text) {
        this.text = text;
    }

    static FileMode parse(Instruction instruction, String text) {
        if (OCTAL.matcher(text).matches() && Integer.parseInt(text, 8) <= MOST) {
            return new FileMode(text);
        }
        boolean changes = List.of(text.split(",", -1)).stream()
                .allMatch(change -> CHANGE.matcher(change).matches());
        if (!changes) {
            throw instruction.problem("invalid chmod parameter: '" + text
                    + "'. it should be octal digits between 0 and 07777, or changes like u+x,go-w");
        }
        return new FileMode(text);
    }

    /** The permissions of a node that had others. */
    int of(FileNode node) {
        if (OCTAL.matcher(text).matches()) {
            return Integer.parseInt(text, 8);
        }
        int mode = node.mode();
        for (String change : text.split(",")) {
            Matcher matcher = CHANGE.matcher(change);
            if (matcher.matches()) {
                mode = changed(mode, node.isDirectory(), matcher);
            }
        }
        return mode;
    }

    private static int changed(int mode, boolean directory, Matcher change) {
        String whose = change.group(1).isEmpty() ? "a" : change.group(1);
        int meant = 0;
        int cleared = 0;
        for (char who : whose.replace("a", "ugo").toCharArray()) {
            int shift = who == 'u' ? 6 : who == 'g' ? 3 : 0;
            cleared |= 07 << shift | (who == 'u' ? 04000 : who == 'g' ? 02000 : 0);
            meant |= bits(change.group(3), directory || (mode & EXECUTES) != 0) << shift;
            meant |= change.group(3).contains("s") ? (who == 'u' ? 04000 : who == 'g' ? 02000 : 0) : 0;
        }
        meant |= change.group(3).contains("t") ? STICKY : 0;
        return switch (change.group(2)) {
            case "+" -> mode | meant;
            case "-" -> mode & ~meant;
            default -> mode & ~cleared | meant;
        };
    }

    private static int bits(String letters, boolean executes) {
        return (letters.contains("r") ? 4 : 0)
                | (letters.contains("w") ? 2 : 0)
                | (letters.contains("x") || letters.contains("X") && executes ? 1 : 0);
    }
}
