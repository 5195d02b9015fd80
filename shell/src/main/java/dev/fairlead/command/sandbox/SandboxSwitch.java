package dev.fairlead.command.sandbox;

/** Where the session's lines act: in the sandbox, or outside. */
public interface SandboxSwitch {
    boolean isOn();

    /** From the next line on lines act in the sandbox, and nothing outside can be reached. */
    void on();

    void off();

    /** The session's namespace in the sandbox; {@code default} where it is off. */
    String namespace();
}
