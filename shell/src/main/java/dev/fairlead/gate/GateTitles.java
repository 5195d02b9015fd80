package dev.fairlead.gate;

/** What gates are called that have no name of their own. */
final class GateTitles {
    private static final int LONGEST = 48;

    private GateTitles() {}

    static String of(String kind, String argument) {
        String line = argument.strip().replaceAll("\\s+", " ");
        return kind + " " + (line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
    }
}
