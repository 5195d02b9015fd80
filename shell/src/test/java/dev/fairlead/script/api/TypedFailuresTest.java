package dev.fairlead.script.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NotFound;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import dev.fairlead.script.TestApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypedFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, NotFound",
        "DENIED, Denied",
        "UNREACHABLE, Unreachable",
        "CONFLICT, Conflict",
        "INVALID, Invalid",
        "TIMEOUT, TimedOut",
        "USAGE, Misused",
        "BUILD, BuildFailed",
        "FAILED, OpsException",
        "ROLLOUT_CRASH, OpsException"
    })
    void aFailureHasTheClassOfItsKind(FailureKind kind, String name) {
        OpsException plain = new OpsException(kind, "why").hint("what next");
        OpsException typed = TypedFailures.typed(plain);
        assertEquals(name, typed.getClass().getSimpleName());
        assertEquals(kind, typed.kind());
        assertEquals("why", typed.message());
        assertEquals(plain.hints(), typed.hints());
    }

    @Test
    void aFailureWithAClassOfItsOwnKeepsIt() {
        OpsException cancelled = new Cancelled("stopped");
        assertSame(cancelled, TypedFailures.typed(cancelled));
        NotFound typed = new NotFound(new OpsException(FailureKind.NOT_FOUND, "none"));
        assertSame(typed, TypedFailures.typed(typed));
    }

    @Test
    void aStreamThatFailsWhileItIsReadFailsByItsKindToo() {
        Streamed<String> stream = TypedFailures.stream(() -> taker -> {
            throw new OpsException(FailureKind.UNREACHABLE, "gone");
        });
        OpsException failed = assertThrows(OpsException.class, () -> stream.forEach(line -> {}));
        assertEquals("Unreachable", failed.getClass().getSimpleName());
    }

    @Test
    void everyCallOfTheApiFailsByItsKind() {
        ScriptApi api = TestApi.listening(ProgressListener.SILENT);
        assertThrows(NotFound.class, () -> api.cluster().pods());
        assertThrows(NotFound.class, () -> api.cluster().client());
        assertThrows(NotFound.class, () -> api.cluster().logs("web", request -> request.tail(1)));
        assertThrows(NotFound.class, () -> api.rollout().in("shop").status("deployment/web"));
        assertThrows(NotFound.class, () -> api.rollout().promote("deployment/web"));
        assertThrows(NotFound.class, () -> api.build().image("/nowhere/at/all", "web:v1"));
    }
}
