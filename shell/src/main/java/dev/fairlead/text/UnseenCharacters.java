package dev.fairlead.text;

/** What is in a text without being seen in it, or changes how the rest is seen. */
public final class UnseenCharacters {
    private UnseenCharacters() {}

    /**
     * Whether a code point reorders or hides text (Trojan Source), is of no width, or is of the plane of tags and further
     * variation selectors, in which whole texts can be hidden.
     */
    public static boolean isUnseen(int codePoint) {
        return (codePoint >= 0x200b && codePoint <= 0x200f)
                || (codePoint >= 0x2028 && codePoint <= 0x202e)
                || (codePoint >= 0x2060 && codePoint <= 0x206f)
                || (codePoint >= 0xfff9 && codePoint <= 0xfffb)
                || (codePoint >= 0xe0000 && codePoint <= 0xe0fff)
                || codePoint == 0xfeff
                || codePoint == 0x061c
                || codePoint == 0x180e;
    }
}
