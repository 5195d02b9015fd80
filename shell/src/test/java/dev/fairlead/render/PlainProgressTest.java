package dev.fairlead.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.progress.ProgressEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class PlainProgressTest {
    private final StringWriter err = new StringWriter();
    private final PlainProgress progress = new PlainProgress(
            new Screen(new PrintWriter(new StringWriter()), new PrintWriter(err), false, false, () -> 80));

    @Test
    void aStateIsSaidOnceUntilAnotherOneComes() {
        for (String state :
                new String[] {"waiting for a and 1 more to go", "waiting for a and 1 more to go", "waiting for b to go"
                }) {
            progress.on(new ProgressEvent.Advanced("delete", state, 0, 2, ProgressEvent.Unit.COUNT));
        }
        assertEquals("delete: waiting for a and 1 more to go\ndelete: waiting for b to go\n", err.toString());
    }

    @Test
    void severalRequestsThatWaitForOnePeerSaySoOnce() {
        for (long seconds : new long[] {5, 5, 6, 10, 10, 15, 0, 5}) {
            progress.on(new ProgressEvent.Waiting("the API server", seconds));
        }
        assertEquals(
                "waiting for the API server, 5 s\nwaiting for the API server, 10 s\nwaiting for the API server, 5 s\n",
                err.toString());
    }
}
