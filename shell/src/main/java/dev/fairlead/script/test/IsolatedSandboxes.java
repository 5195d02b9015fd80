package dev.fairlead.script.test;

/** Makes rooms. */
@FunctionalInterface
public interface IsolatedSandboxes {
    IsolatedSandbox open(IsolatedSandboxRequest request);
}
