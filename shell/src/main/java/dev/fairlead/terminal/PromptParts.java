package dev.fairlead.terminal;

import dev.fairlead.command.CommandModel;
import dev.fairlead.completion.CommandCompleter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a prompt is made of.
 *
 * @param model builds the model of all commands; called on another thread
 * @param place where lines act, read from files only; empty where there is no cluster
 * @param engineTrouble what hinders the Docker engine, told without asking it; empty where nothing does
 * @param input what commands read from the terminal
 * @param history the file of the lines typed before
 * @param colour whether the user wants colour
 */
public record PromptParts(
        Interpreter interpreter,
        CommandCompleter completer,
        Supplier<CommandModel> model,
        Supplier<Optional<SessionPlace>> place,
        Supplier<Optional<String>> engineTrouble,
        StandardInput input,
        Path history,
        boolean colour) {}
