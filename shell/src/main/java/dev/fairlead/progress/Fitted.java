package dev.fairlead.progress;

import com.fasterxml.jackson.annotation.JsonValue;

/** A text that is laid out for the screen that shows it. */
@FunctionalInterface
public interface Fitted {
    /** Of what is no screen. */
    int USUAL_WIDTH = 100;

    /** @param width in columns */
    String text(int width);

    /** As it is where there is no screen. */
    @JsonValue
    default String usual() {
        return text(USUAL_WIDTH);
    }
}
