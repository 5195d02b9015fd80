package dev.fairlead.http;

import java.io.IOException;

/** An answer that is not what the asked peer answers. The message says what came instead, e.g. {@code a web page}. */
public final class UnexpectedAnswer extends IOException {
    public UnexpectedAnswer(String what) {
        super(what);
    }
}
