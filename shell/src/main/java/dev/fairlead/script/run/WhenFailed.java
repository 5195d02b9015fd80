package dev.fairlead.script.run;

/** What is done about a failure. */
@FunctionalInterface
public interface WhenFailed {
    void run(StepFailure failure) throws Exception;
}
