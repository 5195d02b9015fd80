package dev.fairlead.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are in force. Safe for several threads. */
public final class Faults {
    private final List<InjectedFault> struck = new ArrayList<>();

    public synchronized List<InjectedFault> all() {
        return List.copyOf(struck);
    }

    /** The same fault of the same workload is in force once. */
    public synchronized void add(InjectedFault one) {
        struck.removeIf(known -> known.fault().word().equals(one.fault().word())
                && known.namespace().equals(one.namespace())
                && known.workload().equals(one.workload()));
        struck.add(one);
    }

    /**
     * @param workload empty for all of the namespace
     * @return how many there were
     */
    public synchronized int heal(String namespace, String workload) {
        int before = struck.size();
        struck.removeIf(known -> known.namespace().equals(namespace)
                && (workload.isEmpty() || known.workload().equals(workload)));
        return before - struck.size();
    }

    public synchronized void clear() {
        struck.clear();
    }

    /** The first of a kind that strikes a revision of a workload. */
    public synchronized <T extends Fault> Optional<T> find(
            Class<T> kind, String namespace, String workload, String revision) {
        return struck.stream()
                .filter(one -> kind.isInstance(one.fault())
                        && one.namespace().equals(namespace)
                        && (one.workload().isEmpty() || one.workload().equals(workload))
                        && !one.spared().contains(revision))
                .map(one -> kind.cast(one.fault()))
                .findFirst();
    }
}
