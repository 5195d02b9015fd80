package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.oci.FileNode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whose the files of a COPY are, and with what permissions: root's with their own, unless its flags say otherwise. */
record CopyOwner(int user, int group, Optional<FileMode> mode) implements UnaryOperator<FileNode> {

    /** @throws dev.fairlead.build.dockerfile.DockerfileProblem when a flag's value cannot be read */
    static CopyOwner of(Instruction instruction, StageVariables variables, ImageUsers users) {
        String owner = variables.expand(instruction, instruction.flag("chown").orElse("0"));
        String mode = variables.expand(instruction, instruction.flag("chmod").orElse(""));
        ImageUsers.Owner ids = users.owner(owner)
                .orElseThrow(() -> instruction.problem("--chown=" + owner + ": the image has no /etc/passwd or"
                        + " /etc/group with this name; use numbers"));
        Optional<FileMode> parsed = mode.isEmpty() ? Optional.empty() : Optional.of(FileMode.parse(instruction, mode));
        return new CopyOwner(ids.user(), ids.group(), parsed);
    }

    @Override
    public FileNode apply(FileNode node) {
        FileNode owned = node.ownedBy(user, group);
        return mode.map(wanted -> owned.withMode(wanted.of(node))).orElse(owned);
    }

    /** A directory that is made on the way: the owner's, whatever the permissions of what is copied. */
    FileNode parent(int parentMode) {
        return FileNode.directory(parentMode, user, group);
    }
}
