package dev.fairlead.script.io;

/**
 * Masks a text that comes in pieces: what may be the beginning of a secret waits for the piece behind it. Not safe for
 * several threads.
 */
public final class MaskedPieces {
    private final Secrets secrets;
    private String held = "";

    public MaskedPieces(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What can be shown of the text by now. */
    public String take(String piece) {
        String text = held + piece;
        int shown = secrets.wholeUpTo(text);
        held = text.substring(shown);
        return secrets.mask(text.substring(0, shown));
    }

    /** What waits, where nothing comes behind it. */
    public String rest() {
        String rest = secrets.mask(held);
        held = "";
        return rest;
    }
}
