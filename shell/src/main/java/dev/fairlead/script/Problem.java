package dev.fairlead.script;

/**
 * Why a script does not compile.
 *
 * @param file as the user would type it
 * @param line the first is 1
 * @param column the first is 1
 * @param sourceLine the whole line
 */
public record Problem(String file, int line, int column, String message, String sourceLine) {}
