package dev.fairlead.render;

import dev.fairlead.failure.OpsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A failure as the user reads it: what, why, evidence, what to type next. */
public final class FailureText {
    private FailureText() {}

    /** @param verbose whether the stack trace follows */
    public static void print(Throwable failure, boolean verbose, Screen screen) {
        PrintWriter err = screen.err();
        if (failure instanceof OpsException expected) {
            lines(err, "error: ", expected.message().lines().toList(), screen.colour());
            expected.details().forEach(line -> err.println("  " + Printable.line(line)));
            for (int i = 0; i < expected.hints().size(); i++) {
                err.println((i == 0 ? "hint:  " : "       ")
                        + Printable.line(screen.hints().apply(expected.hints().get(i))));
            }
        } else {
            String what = failure.getMessage() == null ? "" : ": " + failure.getMessage();
            lines(
                    err,
                    "error: ",
                    List.of("fairlead itself failed (" + failure.getClass().getSimpleName() + what + ")"),
                    screen.colour());
            err.println("hint:  add --verbose to the line and report the stack trace");
        }
        if (verbose) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            err.print(Printable.block(trace.toString()));
        }
        err.flush();
    }

    private static void lines(PrintWriter err, String label, List<String> message, boolean colour) {
        for (int i = 0; i < message.size(); i++) {
            err.println((i == 0 ? Style.BAD.on(label, colour) : "       ") + Printable.line(message.get(i)));
        }
    }
}
