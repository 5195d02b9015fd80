package dev.fairlead.sandbox;

import java.util.Set;

/**
 * A fault and whom it strikes.
 *
 * @param workload as it is typed, e.g. {@code deployment/web}; empty for all of the namespace
 * @param spared the identities of the revisions that go on well: those that were there before
 */
public record InjectedFault(Fault fault, String namespace, String workload, Set<String> spared) {
    public InjectedFault {
        spared = Set.copyOf(spared);
    }
}
