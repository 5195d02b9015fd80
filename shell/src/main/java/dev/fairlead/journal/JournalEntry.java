package dev.fairlead.journal;

import java.time.Instant;

/**
 * One change that fairlead made.
 *
 * @param at when it ended
 * @param user who ran fairlead
 * @param place the context and namespace, the engine or the registry
 * @param action the verb, e.g. {@code apply}
 * @param target what was changed, e.g. {@code deployment/web}
 * @param outcome e.g. {@code configured}
 */
public record JournalEntry(Instant at, String user, String place, String action, String target, String outcome) {}
