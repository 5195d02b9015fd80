package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.oci.FileNode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose the files of a COPY are, and with what permissions: root's with their own, unless its flags say otherwise. */
record Ownership(int user, int group, Optional<Integer> mode) implements UnaryOperator<FileNode> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9}|root)(?::(\\d{1,9}|root))?");

    static Ownership of(Instruction instruction, StageVariables variables) {
        String owner = variables.expand(instruction, instruction.flags().getOrDefault("chown", "0"));
        String mode = variables.expand(instruction, instruction.flags().getOrDefault("chmod", ""));
        Matcher matcher = NUMBERS.matcher(owner);
        if (!matcher.matches()) {
            throw instruction.problem(
                    "--chown=" + owner + ": only numbers are known without the image's own /etc/passwd");
        }
        if (!mode.matches("[0-7]{0,4}")) {
            throw instruction.problem("--chmod=" + mode + ": permissions are octal digits here, e.g. 755");
        }
        int user = number(matcher.group(1));
        int group = matcher.group(2) == null ? user : number(matcher.group(2));
        return new Ownership(user, group, mode.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(mode, 8)));
    }

    @Override
    public FileNode apply(FileNode node) {
        FileNode owned = node.ownedBy(user, group);
        return mode.map(owned::withMode).orElse(owned);
    }

    private static int number(String text) {
        return text.equals("root") ? 0 : Integer.parseInt(text);
    }
}
