package dev.fairlead.script.tree;

import java.util.function.IntFunction;

/**
 * One snippet of a script.
 *
 * @param code with its last semicolon
 * @param places where an offset of the code stands in the script
 */
public record Part(String code, IntFunction<Place> places) {}
