package dev.fairlead.script;

/** What a line that runs a script gives: how the script ended, or its help where the line asks for that. */
public sealed interface ScriptAnswer permits ScriptResult, ScriptHelp {}
