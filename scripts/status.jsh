#!/usr/bin/env -S fairlead run
// A team's morning look: the workloads of its namespaces, why those are not well that are not, the pods that restarted,
// the releases that stand somewhere, the Jobs that failed.
//
//     fairlead run scripts/status.jsh                  # the session's namespace
//     fairlead run scripts/status.jsh team shop        # these two
//     fairlead run scripts/status.jsh --all            # every namespace
//     fairlead run scripts/status.jsh team --troubles  # only what deserves a look
//
// Ends with 1 when a rollout has failed, so that CI can ask it.

var all = param("all").describe("every namespace").flag();
var troubles = param("troubles").describe("leave out what is well").flag();
var restarts = param("restarts").describe("tell of pods that restarted so often").otherwise(3).number();

// What is counted over all namespaces.
int workloads = 0;
int failed = 0;
int notes = 0;

String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
}

List<String> namespaces() {
    if (all) {
        return cluster.namespaces().stream().map(NamespaceSummary::name).toList();
    }
    return words().isEmpty() ? List.of(cluster.info().namespace()) : words();
}

void note(String text) {
    notes++;
    println("    " + text);
}

void workload(RolloutStatus status, RolloutApi here) {
    var counts = status.replicas();
    workloads++;
    failed += status.state() == State.FAILED ? 1 : 0;
    var release = status.workload().startsWith("deployment/") ? here.releaseOf(status.workload())
            : Optional.<ReleaseState>empty();
    var busy = status.pods().stream().filter(pod -> pod.restarts() >= restarts).toList();
    if (troubles && status.state() == State.CURRENT && release.isEmpty() && busy.isEmpty()) {
        return;
    }
    printf("%-16s %-32s %-12s %d/%d available, %d updated%n", status.namespace(), status.workload(), status.state(),
            counts.available(), counts.desired(), counts.updated());
    status.verdicts().forEach(verdict -> note(verdict.message()));
    release.ifPresent(state -> note(state.summary()));
    busy.forEach(pod -> note("pod/" + pod.name() + ": " + counted(pod.restarts(), "restart")));
}

void failedJobs(String namespace) {
    for (var job : cluster.in(namespace).get("jobs").objects()) {
        for (var condition : job.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Failed") && condition.path("status").asText().equals("True")) {
                printf("%-16s %-32s %-12s%n", namespace, "job/" + job.at("/metadata/name").asText(), "failed");
                note(condition.path("reason").asText() + ": " + condition.path("message").asText());
            }
        }
    }
}

// One namespace that may not be read does not hide the others.
void look(String namespace) {
    var here = rollout.in(namespace);
    try {
        here.statuses().forEach(status -> workload(status, here));
        failedJobs(namespace);
    } catch (Denied e) {
        warn(namespace + ": " + e.message());
    }
}

namespaces().forEach(name -> look(name));

println(counted(workloads, "workload") + ", " + failed + " failed" + (notes == 0 ? "" : ", " + counted(notes, "note")));
/exit failed > 0 ? 1 : 0
