package dev.fairlead.script.format;

import dev.fairlead.progress.AlternativeResult;

/** What laying out scripts gives. */
public sealed interface LayoutResult extends AlternativeResult {
    /** Of files, which are written or checked. */
    record Files(FormatResult value) implements LayoutResult {}

    /** Of one script that is printed. */
    record Text(FormattedText value) implements LayoutResult {}
}
