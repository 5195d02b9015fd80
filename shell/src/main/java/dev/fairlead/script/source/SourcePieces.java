package dev.fairlead.script.source;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cuts source into snippets as the jshell tool does, taking one more line as long as what it has is incomplete. Unlike
 * there, a line that begins with a dot, {@code else}, {@code catch} or {@code finally} goes on with the line before: it
 * could not mean anything else.
 */
public final class SourcePieces {
    private static final Pattern CONTINUATION = Pattern.compile("\\.[\\p{L}_$<]|(?:else|catch|finally)\\b");

    private final SourceText source;
    private final Function<String, CompletionInfo> analysis;
    private int at;

    public SourcePieces(SourceText source, Function<String, CompletionInfo> analysis) {
        this.source = source;
        this.analysis = analysis;
    }

    /**
     * The next snippet; empty after the last.
     *
     * @throws dev.fairlead.failure.OpsException of kind INVALID when a block, comment or text block is not closed, or
     *     nests so deeply that no compiler can follow
     */
    public Optional<SourcePiece> next() {
        String text = source.text();
        at += JavaText.firstCode(text.substring(at));
        if (at >= text.length()) {
            return Optional.empty();
        }
        int start = at;
        int end = lineEnd(start);
        if (startsCommand(start)) {
            at = end;
            return Optional.of(
                    new SourcePiece(source, text.substring(start, end).trim(), start));
        }
        while (true) {
            String candidate = text.substring(start, end);
            boolean last = end >= text.length();
            OptionalInt open = JavaText.open(candidate);
            if (open.isPresent()) {
                if (last) {
                    throw source.notClosed(
                            start + JavaText.openLiteral(candidate).orElse(open.getAsInt()));
                }
            } else {
                source.requireShallow(start, candidate);
                Optional<SourcePiece> piece = complete(candidate, start, end, last);
                if (piece.isPresent()) {
                    return piece;
                }
            }
            end = lineEnd(end + 1);
        }
    }

    private Optional<SourcePiece> complete(String candidate, int start, int end, boolean last) {
        CompletionInfo info = analysis.apply(candidate);
        switch (info.completeness()) {
            case COMPLETE -> {
                at = end - info.remaining().length();
                boolean more = info.remaining().isBlank() && goesOn(end);
                return more ? Optional.empty() : Optional.of(new SourcePiece(source, info.source(), start));
            }
            case DEFINITELY_INCOMPLETE -> {
                at = end;
                return last ? Optional.of(new SourcePiece(source, candidate, start)) : Optional.empty();
            }
            case CONSIDERED_INCOMPLETE -> {
                at = end;
                return last ? Optional.of(new SourcePiece(source, info.source(), start)) : Optional.empty();
            }
            default -> {
                at = end;
                return goesOn(end) ? Optional.empty() : Optional.of(new SourcePiece(source, info.source(), start));
            }
        }
    }

    /** Whether the next code can only belong to the code before. */
    private boolean goesOn(int end) {
        String rest = source.text().substring(end);
        return CONTINUATION.matcher(rest.substring(JavaText.firstCode(rest))).lookingAt();
    }

    private boolean startsCommand(int start) {
        String text = source.text();
        boolean lineStart =
                text.substring(text.lastIndexOf('\n', start) + 1, start).isBlank();
        return lineStart && new SourcePiece(source, text.substring(start, lineEnd(start)), start).isCommand();
    }

    private int lineEnd(int from) {
        int end = source.text().indexOf('\n', Math.min(from, source.text().length()));
        return end < 0 ? source.text().length() : end;
    }
}
