package dev.fairlead.script.api;

/**
 * What must hold before a script goes on.
 *
 * @param otherwise what is told where it does not
 */
public record ScriptRequirement(boolean holds, String otherwise) {}
