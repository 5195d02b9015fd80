package dev.fairlead.script.run;

/** What is done about a failure. */
@FunctionalInterface
public interface FailureAction {
    void run(StepFailure failure) throws Exception;
}
