package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A check, made by its first try; what goes wrong with it leaves the gate without data. */
final class FirstTry implements Check {
    private final Supplier<Check> maker;
    private @Nullable Check made;

    FirstTry(Supplier<Check> maker) {
        this.maker = maker;
    }

    @Override
    public TryOutcome ask(Duration limit) {
        try {
            return check().ask(limit);
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            // fabric8 says an interruption as a failure of the connection
            Cancelled.check("cancelled while asking a gate");
            return new TryOutcome(GateAnswer.NO_DATA, e.message(), e.details(), Map.of());
        }
    }

    private Check check() {
        Check known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (made != null) {
            made.close();
        }
    }
}
