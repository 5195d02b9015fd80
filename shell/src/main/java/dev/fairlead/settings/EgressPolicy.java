package dev.fairlead.settings;

/** What becomes of what reaches beyond the cluster, the engine and the registries of a session. */
public enum EgressPolicy {
    /** It is done. */
    OPEN,
    /** What may change something is told and not done, and gates that ask outside are passed over. */
    TOLD,
    /** It is a failure. */
    CLOSED;

    /** Names one of these, for a session within this process. */
    public static final String VARIABLE = "FAIRLEAD_ENCLOSURE";
}
