package dev.fairlead.script.format;

import dev.fairlead.failure.OpsException;
import dev.fairlead.files.OwnFile;
import dev.fairlead.script.source.PieceAnalysis;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourcePieces;
import dev.fairlead.script.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays out saved scripts; only blanks, blank lines and the ends of lines are ever changed. */
public final class ScriptFormatter {
    private final ScriptFiles files;

    /** @param workingDirectory what the names of files start from */
    public ScriptFormatter(Path workingDirectory) {
        this.files = new ScriptFiles(workingDirectory);
    }

    /**
     * Writes each script that is not as it should be; its permissions stay.
     *
     * @throws OpsException of kind INVALID with the place when one is no Java; none is written then
     */
    public FormatResult format(List<Path> scripts) {
        Map<Path, String> wanted = new LinkedHashMap<>();
        List<FormattedScript> all = formatted(scripts, wanted);
        wanted.forEach(this::write);
        return new FormatResult(true, all);
    }

    /** @throws UnformattedScripts when one is not as it should be */
    public FormatResult requireFormatted(List<Path> scripts) {
        FormatResult checked = new FormatResult(false, formatted(scripts, new LinkedHashMap<>()));
        if (checked.scripts().stream().anyMatch(FormattedScript::changed)) {
            throw new UnformattedScripts(checked);
        }
        return checked;
    }

    /** A script as it should be; the file stays as it is. */
    public FormattedText text(Path script) {
        try (PieceAnalysis analysis = new PieceAnalysis()) {
            return new FormattedText(files.name(script), formatted(files.raw(script), files.name(script), analysis));
        }
    }

    /** As {@link #text(Path)}, for what is in no file. */
    public FormattedText text(String name, String source) {
        try (PieceAnalysis analysis = new PieceAnalysis()) {
            return new FormattedText(name, formatted(source, name, analysis));
        }
    }

    private List<FormattedScript> formatted(List<Path> scripts, Map<Path, String> wanted) {
        List<FormattedScript> all = new ArrayList<>();
        try (PieceAnalysis analysis = new PieceAnalysis()) {
            for (Path script : scripts) {
                String present = files.raw(script);
                String name = files.name(script);
                String text = formatted(present, name, analysis);
                if (!text.equals(present)) {
                    wanted.put(script, text);
                }
                all.add(new FormattedScript(name, !text.equals(present), difference(present, text)));
            }
        }
        return all;
    }

    private static String formatted(String raw, String name, PieceAnalysis analysis) {
        SourceText source = ScriptFiles.source(name, raw);
        List<SourcePiece> all = new ArrayList<>();
        SourcePieces pieces = new SourcePieces(source, analysis::completion);
        for (Optional<SourcePiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
            all.add(piece.get());
        }
        String text = ScriptLayout.of(source, all);
        String first = ScriptFiles.withoutMark(raw).lines().findFirst().orElse("");
        return first.startsWith("#!") ? first.stripTrailing() + text : text.replaceFirst("^\n+", "");
    }

    private static Optional<FormattedScript.Difference> difference(String present, String wanted) {
        String[] before = present.split("\n", -1);
        String[] after = wanted.split("\n", -1);
        for (int i = 0; i < before.length; i++) {
            if (i >= after.length || !before[i].equals(after[i])) {
                boolean blank = before[i].isBlank() || i >= after.length;
                return Optional.of(new FormattedScript.Difference(
                        i + 1, List.of(before[i]), blank ? List.of() : List.of(after[i])));
            }
        }
        return before.length == after.length
                ? Optional.empty()
                : Optional.of(new FormattedScript.Difference(before.length, List.of(), List.of("")));
    }

    /** What reads the file meanwhile sees all of the old or all of the new text. */
    private void write(Path script, String text) {
        new OwnFile(script, files.name(script)).replaceAsShared(text);
    }
}
