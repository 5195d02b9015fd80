package dev.fairlead.completion;

import dev.fairlead.command.Candidate;

/**
 * What names are asked for, and where.
 *
 * @param context the kube context that the line names, empty for the session's
 * @param namespace the namespace that the line names, empty for the session's
 * @param kind the kind of the objects, empty where the line names none
 */
public record CompletionScope(Candidate candidate, String context, String namespace, String kind) {}
