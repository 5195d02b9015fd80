#!/usr/bin/env -S fairlead run
// The workloads of namespaces, with what is wrong with those that are not current.
//
//     fairlead run scripts/status.jsh                  # the session's namespace
//     fairlead run scripts/status.jsh team shop        # these two
//     fairlead run scripts/status.jsh --all            # every namespace
//
// Ends with 1 when a rollout has failed, so that CI can ask it.

var all = param("all").describe("every namespace").flag();

List<RolloutStatus> statuses() {
    if (all) {
        return of(cluster.namespaces().stream().map(namespace -> namespace.name()).toList());
    }
    return words().isEmpty() ? rollout.statuses() : of(words());
}

List<RolloutStatus> of(List<String> namespaces) {
    return namespaces.stream().flatMap(name -> rollout.in(name).statuses().stream()).toList();
}

void show(RolloutStatus status) {
    var counts = status.replicas();
    printf("%-16s %-32s %-12s %d/%d available, %d updated%n", status.namespace(), status.workload(), status.state(),
            counts.available(), counts.desired(), counts.updated());
    status.verdicts().forEach(verdict -> println("    " + verdict.message()));
}

var found = statuses();
found.forEach(status -> show(status));

var failed = found.stream().filter(status -> status.state() == State.FAILED).count();
println(found.size() + " workloads, " + failed + " failed");
/exit failed > 0 ? 1 : 0
