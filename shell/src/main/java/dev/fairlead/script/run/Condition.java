package dev.fairlead.script.run;

/** What is waited for. */
@FunctionalInterface
public interface Condition {
    boolean holds() throws Exception;
}
