package dev.fairlead.terminal;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.render.FailureText;
import dev.fairlead.render.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Lines from a pipe or file, run one after another up to the first that fails. */
public final class PipedLines {
    private final Interpreter interpreter;

    public PipedLines(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** The exit code: of the line that failed, of {@code exit}, else zero. */
    public int run(Reader lines, Screen screen) {
        try (BufferedReader in = new BufferedReader(lines)) {
            return run(in, screen);
        } catch (Cancelled e) {
            FailureText.print(new Cancelled("cancelled between two lines"), false, screen);
            return e.kind().exitCode();
        } catch (IOException e) {
            FailureText.print(
                    new OpsException(FailureKind.FAILED, "cannot read the lines: " + e.getMessage()), false, screen);
            return FailureKind.FAILED.exitCode();
        }
    }

    private int run(BufferedReader in, Screen screen) throws IOException {
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            int began = number;
            StringBuilder text = new StringBuilder(line);
            while (interpreter.incomplete(text.toString())) {
                String more = in.readLine();
                if (more == null) {
                    break;
                }
                number++;
                text.append('\n').append(more);
            }
            LineOutcome outcome = interpreter.run(text.toString(), "line " + began + ": ", screen);
            if (outcome.endsSession() || outcome.exitCode() != 0) {
                return outcome.exitCode();
            }
            if (Thread.interrupted()) {
                FailureText.print(new Cancelled("line " + began + ": cancelled after it"), false, screen);
                return FailureKind.CANCELLED.exitCode();
            }
        }
        return 0;
    }
}
