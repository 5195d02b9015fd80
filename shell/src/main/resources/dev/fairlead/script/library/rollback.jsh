#!/usr/bin/env -S fairlead run
// Puts an earlier revision of a workload back and waits until it is current.
//
//     fairlead run NAME.jsh --workload deployment/hello
//     fairlead run NAME.jsh --workload deployment/hello --to 3

var workload = param("workload").required().describe("e.g. deployment/hello").matching("[\\w.-]+/[\\w.-]+").value();
var to = param("to").describe("a revision's number; the one before the current if not given").matching("[1-9]\\d*")
        .optional();

rollout.history(workload).forEach(revision -> println((revision.current() ? "* " : "  ") + revision.number() + "  "
        + String.join(", ", revision.images())));

var done = to.isPresent() ? rollout.undo(workload, Long.parseLong(to.get())) : rollout.undo(workload);
done.changes().forEach(change -> println(change.object() + " " + change.outcome()));
