package dev.fairlead.command;

/** What a word on the line may name; completion knows where to find each. */
public enum Candidate {
    CONTEXT,
    NAMESPACE,
    KIND,
    /** An object of the kind that the line names before. */
    OBJECT,
    /** {@code deployment/web} */
    WORKLOAD,
    POD,
    /** A local image. */
    IMAGE,
    REGISTRY,
    /** What a release must pass, e.g. {@code 'http path=/healthz'}. */
    GATE,
    FILE,
    DIRECTORY,
    /** A saved script. */
    SCRIPT,
    /** A command's words, for help. */
    COMMAND
}
