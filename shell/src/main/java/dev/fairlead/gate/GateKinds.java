package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.Masking;
import java.util.List;
import java.util.Optional;

/** All kinds of gates. A new one is a spec, a check and a line here. */
final class GateKinds {
    static final List<GateKind<?>> ALL = List.of(
            HttpGate.KIND,
            CommandGate.KIND,
            ScriptGate.KIND,
            PrometheusGate.KIND,
            PresetGate.ERROR_RATE,
            PresetGate.P50,
            PresetGate.P95,
            PresetGate.P99,
            JobGate.KIND,
            ApprovalGate.KIND);

    private GateKinds() {}

    static Optional<GateKind<?>> find(String word) {
        return ALL.stream().filter(kind -> kind.word().equals(word)).findFirst();
    }

    static GateKind<?> of(GateSpec gate) {
        return find(gate.kind()).orElseThrow();
    }

    /** @throws OpsException of kind USAGE where there is no such kind */
    static GateKind<?> of(GateText text) {
        return find(text.kind()).orElseThrow(() -> unknown(text));
    }

    private static OpsException unknown(GateText text) {
        List<String> words = ALL.stream().map(GateKind::word).toList();
        Optional<String> near = NearestNames.to(text.kind(), words, 1).stream().findFirst();
        String what = text.kind().isEmpty()
                ? "a gate is empty"
                : "gate \"" + Masking.text(text.toString()) + "\": there is no kind " + text.kind();
        String rather =
                near.map(word -> "did you mean " + word + "?").orElseGet(() -> "there are " + String.join(", ", words));
        GateKind<?> shown = near.<GateKind<?>>flatMap(GateKinds::find).orElse(ALL.get(0));
        return new OpsException(FailureKind.USAGE, what + "; " + rather)
                .hint("--gate " + WordReader.quote(shown.syntax().example()));
    }
}
