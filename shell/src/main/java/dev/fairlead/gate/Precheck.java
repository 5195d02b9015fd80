package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks at all gates before anything is changed and tells of all that could not be asked. */
final class Precheck {
    private final List<GateSpec> specs;

    Precheck(List<GateSpec> specs) {
        this.specs = specs;
    }

    /** @throws OpsException of the first one's kind */
    void require(Consumer<GateSpec> look) {
        List<OpsException> failures = new ArrayList<>();
        for (GateSpec spec : specs) {
            try {
                look.accept(spec);
            } catch (Cancelled e) {
                throw e;
            } catch (OpsException e) {
                Cancelled.check("cancelled while looking at the gates; nothing was changed");
                failures.add(new OpsException(
                        e.kind(), "gate " + spec.name() + ": " + e.message(), e.details(), e.hints(), e));
            }
        }
        if (failures.isEmpty()) {
            return;
        }
        OpsException first = failures.get(0);
        List<String> details = new ArrayList<>(first.details());
        failures.stream().skip(1).forEach(failure -> {
            details.add("also: " + failure.message());
            failure.details().forEach(line -> details.add("  " + line));
        });
        FailureKind kind = first.kind();
        throw new OpsException(kind, first.message() + "; nothing was changed", details, first.hints(), first);
    }
}
