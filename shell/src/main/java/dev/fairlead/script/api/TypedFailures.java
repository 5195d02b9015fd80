package dev.fairlead.script.api;

import dev.fairlead.cluster.PartialChange;
import dev.fairlead.failure.BuildFailed;
import dev.fairlead.failure.Conflict;
import dev.fairlead.failure.Denied;
import dev.fairlead.failure.Invalid;
import dev.fairlead.failure.Misused;
import dev.fairlead.failure.NotFound;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.TimedOut;
import dev.fairlead.failure.Unreachable;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.progress.Streamed;
import java.util.function.Supplier;

/**
 * Calls of services whose failures have a class that can be caught. Those with a class of their own keep it; all others
 * get that of their kind.
 */
final class TypedFailures {
    private TypedFailures() {}

    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (OpsException e) {
            throw typed(e);
        }
    }

    static <T> Streamed<T> stream(Supplier<Streamed<T>> call) {
        Streamed<T> stream = call(call);
        return taker -> call(() -> {
            stream.forEach(taker);
            return true;
        });
    }

    static OpsException typed(OpsException failure) {
        return hasOnlyItsKind(failure) ? ofItsKind(failure) : failure;
    }

    private static boolean hasOnlyItsKind(OpsException failure) {
        return failure.getClass() == OpsException.class
                || failure instanceof ApiFailure
                || failure instanceof PartialChange;
    }

    private static OpsException ofItsKind(OpsException failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> new NotFound(failure);
            case DENIED -> new Denied(failure);
            case UNREACHABLE -> new Unreachable(failure);
            case CONFLICT -> new Conflict(failure);
            case INVALID -> new Invalid(failure);
            case TIMEOUT -> new TimedOut(failure);
            case USAGE -> new Misused(failure);
            case BUILD -> new BuildFailed(failure);
            default -> failure;
        };
    }
}
