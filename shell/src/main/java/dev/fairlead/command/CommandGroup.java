package dev.fairlead.command;

import java.util.List;
import java.util.function.Supplier;

/**
 * Commands that share a first word.
 *
 * @param name the first word; empty for commands that are a first word themselves
 * @param description one sentence
 * @param commands makes fresh instances, each annotated with picocli's {@code @Command}
 */
public record CommandGroup(String name, String description, Supplier<List<ShellCommand<?>>> commands) {}
