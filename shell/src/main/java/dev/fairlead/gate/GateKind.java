package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of gates: what they are called, which options they have, how they are read. */
enum GateKind {
    HTTP("http", "path", HttpGate.OPTIONS, "http path=/healthz status=200 tries=3", HttpGate::read),
    COMMAND("command", "line", List.of(), "command timeout=2m ./smoke.sh web", CommandGate::read),
    SCRIPT("script", "source", List.of(), "script smoke.jsh", ScriptGate::read),
    PROMETHEUS(
            "prometheus",
            "query",
            PrometheusGate.OPTIONS,
            "prometheus max=0.01 window=2m sum(rate(http_requests_total{pod=~\"$pods\",code=~\"5..\"}[$window]))",
            PrometheusGate::read),
    ERROR_RATE("error-rate", "", PresetGate.OPTIONS, "error-rate max=1% window=2m", PresetGate::read),
    P50("p50", "", PresetGate.OPTIONS, "p50 max=50ms window=2m", PresetGate::read),
    P95("p95", "", PresetGate.OPTIONS, "p95 max=200ms window=2m", PresetGate::read),
    P99("p99", "", PresetGate.OPTIONS, "p99 max=300ms window=2m", PresetGate::read),
    JOB("job", "manifest", List.of("keep"), "job timeout=5m smoke-job.yaml", JobGate::read),
    APPROVAL("approval", "question", List.of(), "approval", ApprovalGate::read);

    private final String word;
    private final String argument;
    private final List<String> options;
    private final String example;
    private final Function<GateReader, GateSpec> reader;

    GateKind(
            String word, String argument, List<String> options, String example, Function<GateReader, GateSpec> reader) {
        this.word = word;
        this.argument = argument;
        this.options = options;
        this.example = example;
        this.reader = reader;
    }

    static GateSpec read(GateText text) {
        GateKind kind = of(text);
        return kind.reader.apply(new GateReader(kind, text));
    }

    private static GateKind of(GateText text) {
        List<String> words = Stream.of(values()).map(GateKind::toString).toList();
        return Stream.of(values())
                .filter(kind -> kind.word.equals(text.kind()))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> near = NearestNames.to(text.kind(), words, 1);
                    String what = text.kind().isEmpty()
                            ? "a gate is empty"
                            : "gate \"" + Masking.text(text.toString()) + "\": there is no kind " + text.kind();
                    String rather = near.isEmpty()
                            ? "there are " + String.join(", ", words)
                            : "did you mean " + near.get(0) + "?";
                    GateKind shown = near.isEmpty() ? HTTP : values()[words.indexOf(near.get(0))];
                    return new OpsException(FailureKind.USAGE, what + "; " + rather)
                            .hint("--gate " + WordReader.quote(shown.example));
                });
    }

    /** The option that stands for the argument; empty where the kind has none. */
    String argument() {
        return argument;
    }

    /** A right gate of this kind. */
    String example() {
        return example;
    }

    /** All options, its own first. */
    List<String> optionNames() {
        List<String> names = new ArrayList<>(options);
        if (!argument.isEmpty() && !names.contains(argument)) {
            names.add(0, argument);
        }
        names.addAll(this == APPROVAL ? List.of("name") : GateOptions.NAMES);
        if (this == JOB) {
            names.remove("for");
        }
        return names;
    }

    /** Options that may stand there several times. */
    List<String> repeatable() {
        return this == HTTP ? List.of("header") : List.of();
    }

    @Override
    public String toString() {
        return word;
    }
}
