package dev.fairlead.gate;

/**
 * What a script says of a release.
 *
 * @param message why; empty where there is nothing to say
 */
public record GateVerdict(Answer answer, String message) {}
