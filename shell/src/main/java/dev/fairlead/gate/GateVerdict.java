package dev.fairlead.gate;

/**
 * What a script says of a release.
 *
 * @param message why; empty where there is nothing to say
 */
public record GateVerdict(GateAnswer answer, String message) {}
