package dev.fairlead.gate;

import java.util.function.Function;

/**
 * A kind of gate.
 *
 * @param word what its gates begin with
 * @param spec what a gate of this kind is read to
 * @param reader understands its options and argument
 * @param checker makes what asks it
 */
record GateKind<S extends GateSpec>(
        String word, Class<S> spec, GateSyntax syntax, Function<GateReader, S> reader, Checker<S> checker) {
    /** Makes what asks a gate. */
    interface Checker<S extends GateSpec> {
        /** @throws dev.fairlead.failure.OpsException where the gate cannot be asked */
        Check check(S gate, CheckInputs inputs);
    }

    /** @throws dev.fairlead.failure.OpsException of kind USAGE that says what is wrong */
    S read(GateText text) {
        return reader.apply(new GateReader(this, text));
    }

    /**
     * What asks a gate of this kind.
     *
     * @throws dev.fairlead.failure.OpsException where the gate cannot be asked
     */
    Check check(GateSpec gate, CheckInputs inputs) {
        return checker.check(spec.cast(gate), inputs);
    }

    @Override
    public String toString() {
        return word;
    }
}
