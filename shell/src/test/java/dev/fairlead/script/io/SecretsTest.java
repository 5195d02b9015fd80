package dev.fairlead.script.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What masks the secrets of scripts. */
final class SecretsTest {
    @ParameterizedTest
    @CsvSource({
        "hun|ter22, ***",
        "h|u|n|t|e|r|2|2, ***",
        "a hunter|22 b, a *** b",
        "hunt|ing, hunting",
        "hunter|2|x, hunter2x",
        "xhunter22|y, x***y",
        "hunter22hun|ter22, ******",
        "hunterhunter2|2, hunter***",
        "s3c|ret-long|er!, ***!",
        "s3cret|, ***",
        "s3cret-l|ate, ***-late",
        "hun|, hun"
    })
    void aTextInPiecesIsMaskedAsAWhole(String text, String shown) {
        Secrets secrets = new Secrets();
        secrets.add("hunter22");
        secrets.add("s3cret");
        secrets.add("s3cret-longer");
        MaskedPieces pieces = new MaskedPieces(secrets);
        StringBuilder told = new StringBuilder();
        for (String piece : text.split("\\|")) {
            told.append(pieces.take(piece));
        }
        assertEquals(shown, told + pieces.rest());
        assertEquals("", pieces.rest());
    }

    @Test
    void theFormsOfHeadersAndUrlsCountToo() {
        Secrets secrets = new Secrets();
        secrets.add("p&ss word");
        assertEquals("***, ***, ***", secrets.mask("p&ss word, p%26ss+word, cCZzcyB3b3Jk"));
    }

    @Test
    void aStackTraceShowsNoSecret() {
        Secrets secrets = new Secrets();
        secrets.add("hunter22");
        Exception root = new IllegalStateException("login with hunter22");
        root.addSuppressed(new IllegalArgumentException("hunter22 again"));
        OpsException failure = new OpsException(FailureKind.SCRIPT, "it failed", new RuntimeException("wrapped", root));
        String trace = trace(secrets.mask(failure));
        assertFalse(trace.contains("hunter22"), trace);
        assertEquals(1, trace.split("IllegalStateException: login with \\*\\*\\*", -1).length - 1);
        OpsException harmless = new OpsException(FailureKind.SCRIPT, "it failed", new RuntimeException("wrapped"));
        assertSame(harmless, secrets.mask(harmless));
    }

    @Test
    void noneOfWhatAStackTraceHangsOnAFailureShowsASecret() {
        Secrets secrets = new Secrets();
        secrets.add("hunter22");
        Exception deep = new IllegalStateException("closing", new IllegalArgumentException("hunter22"));
        OpsException failure = new OpsException(FailureKind.SCRIPT, "it failed");
        failure.addSuppressed(deep);
        Exception cause = new IllegalStateException("wrapped");
        cause.addSuppressed(deep);
        Exception circle = new IllegalStateException("hunter22", cause);
        deep.addSuppressed(circle);
        for (OpsException one : List.of(failure, new OpsException(FailureKind.SCRIPT, "it failed", circle))) {
            String trace = trace(secrets.mask(one));
            assertFalse(trace.contains("hunter22"), trace);
        }
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
