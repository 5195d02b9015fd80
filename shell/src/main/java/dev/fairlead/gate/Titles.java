package dev.fairlead.gate;

/** What gates are called that have no name of their own. */
final class Titles {
    private static final int LONGEST = 48;

    private Titles() {}

    static String of(String kind, String argument) {
        String line = argument.strip().replaceAll("\\s+", " ");
        return kind + " " + (line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
    }
}
