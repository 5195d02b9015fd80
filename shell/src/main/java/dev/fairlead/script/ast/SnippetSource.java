package dev.fairlead.script.ast;

import java.util.function.IntFunction;

/**
 * One snippet of a script.
 *
 * @param code with its last semicolon
 * @param places where an offset of the code stands in the script
 */
public record SnippetSource(String code, IntFunction<SourcePosition> places) {}
