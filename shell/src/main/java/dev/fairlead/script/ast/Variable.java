package dev.fairlead.script.ast;

import java.util.List;

/**
 * A variable that a script declares.
 *
 * @param type as the source writes it; {@code var} where it leaves that to the compiler
 * @param calls those in its initial value
 */
public record Variable(SourcePosition place, String name, String type, List<Call> calls) {
    public Variable {
        calls = List.copyOf(calls);
    }
}
