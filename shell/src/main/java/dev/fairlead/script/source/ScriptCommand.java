package dev.fairlead.script.source;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A line of a script that is the jshell tool's: {@code /exit} and {@code /open}. */
public record ScriptCommand(SourcePiece piece, String word, String rest) {
    /** What the jshell tool opens from itself; the prelude has all of it. */
    private static final Set<String> BUILT_IN = Set.of("DEFAULT", "PRINTING", "JAVASE");

    public static ScriptCommand of(SourcePiece piece) {
        String[] parts = piece.code().split("\\s+", 2);
        ScriptCommand command = new ScriptCommand(piece, parts[0], parts.length > 1 ? parts[1].strip() : "");
        if (!command.isExit() && !(parts[0].equals("/open") && !command.rest().isEmpty())) {
            throw new Unknown(piece);
        }
        return command;
    }

    @JsonIgnore
    public boolean isExit() {
        return word.equals("/exit");
    }

    /** The file to go on with; empty where it is none. */
    public Optional<Path> opened(Path from) {
        return isExit() || BUILT_IN.contains(rest)
                ? Optional.empty()
                : Optional.of(ScriptFiles.directory(from).resolve(rest).normalize());
    }

    /** A command of the jshell tool that scripts do not have. */
    public static final class Unknown extends OpsException {
        private final transient ScriptProblem problem;

        Unknown(SourcePiece piece) {
            super(
                    FailureKind.INVALID,
                    piece.source().place(piece.line()) + ": " + message(piece),
                    piece.source().marked(piece.line(), piece.source().column(piece.offset())),
                    List.of(),
                    null);
            problem = new ScriptProblem(
                    piece.source().name(),
                    piece.line(),
                    piece.source().column(piece.offset()),
                    message(piece),
                    piece.source().lineText(piece.line()));
        }

        public ScriptProblem problem() {
            return problem;
        }

        private static String message(SourcePiece piece) {
            return "scripts have no " + piece.code().split("\\s+")[0] + "; of jshell's commands they have /exit [CODE]"
                    + " and /open FILE";
        }
    }
}
