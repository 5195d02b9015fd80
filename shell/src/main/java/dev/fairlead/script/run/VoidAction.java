package dev.fairlead.script.run;

/** What a step does that gives no value. */
@FunctionalInterface
public interface VoidAction {
    void run() throws Exception;
}
