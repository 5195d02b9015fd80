package dev.fairlead.sandbox.session;

import java.util.List;

/**
 * How the sandbox is.
 *
 * @param on whether this session's lines act in it
 * @param directory where it is kept
 * @param server the address of its API server
 * @param registry host and port where other tools find its registry; empty where it has none
 * @param login the line by which docker may push to its registry; empty where it has none
 * @param objects how many it holds
 * @param unsaved why what stands in it could not be written to its directory; empty while all is well
 */
public record SandboxState(
        boolean on,
        String directory,
        String server,
        String registry,
        String login,
        int objects,
        List<FaultInForce> faults,
        String unsaved) {

    /**
     * One fault.
     *
     * @param workload as it is typed; empty for all of the namespace
     * @param revisions {@code all}, or {@code next} where those that were there before are spared
     */
    public record FaultInForce(String fault, String namespace, String workload, String revisions) {}

    public SandboxState {
        faults = List.copyOf(faults);
    }
}
