package dev.fairlead.script.library;

/**
 * A script that was made from a template.
 *
 * @param file as the user would type it
 */
public record NewScript(String file, Template template) {}
