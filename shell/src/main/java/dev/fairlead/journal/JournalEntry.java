package dev.fairlead.journal;

import java.time.Instant;

/**
 * One change that fairlead made.
 *
 * @param at when it ended
 * @param user who ran fairlead
 * @param action the verb, e.g. {@code apply}
 * @param target what was changed, e.g. {@code deployment/web}
 * @param outcome e.g. {@code configured}
 */
public record JournalEntry(Instant at, String user, ChangePlace place, String action, String target, String outcome) {}
