package dev.fairlead.terminal;

/** Where the session's lines act: a kube context and its namespace. */
public record SessionPlace(String context, String namespace) {}
