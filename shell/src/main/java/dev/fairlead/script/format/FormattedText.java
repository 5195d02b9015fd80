package dev.fairlead.script.format;

/**
 * A script as it should be laid out.
 *
 * @param file as the user would type it
 */
public record FormattedText(String file, String text) {}
