package dev.fairlead.command.session;

/** The result that ends the session. */
public record SessionEnd(int exitCode) {}
