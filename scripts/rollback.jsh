#!/usr/bin/env -S fairlead run
// Puts an earlier revision of a workload back and waits until it is current.
//
//     fairlead run scripts/rollback.jsh deployment/hello
//     fairlead run scripts/rollback.jsh deployment/hello --to 3 --namespace team

var to = param("to").describe("a revision's number; the one before the current if not given").matching("[1-9]\\d*")
        .optional();
var namespace = param("namespace").describe("the session's if not given").optional();

if (words().size() != 1) {
    fail("name one workload, e.g. deployment/hello");
}
var workload = words().get(0);
var here = namespace.isPresent() ? rollout.in(namespace.get()) : rollout;

String line(Revision revision) {
    var mark = revision.current() ? "*" : " ";
    var cause = revision.changeCause().isEmpty() ? "" : "  (" + revision.changeCause() + ")";
    return mark + " " + revision.number() + "  " + String.join(", ", revision.images()) + cause;
}

// Show what there is to go back to before anything is changed.
println("revisions of " + workload + ", the current one marked:");
here.history(workload).forEach(revision -> println("  " + line(revision)));

var done = step("Undo",
        () -> to.isPresent() ? here.undo(workload, Long.parseLong(to.get())) : here.undo(workload));

done.changes().forEach(change -> println(change.object() + " " + change.outcome()));
var now = here.history(workload).stream().filter(Revision::current).findFirst();
now.ifPresent(revision -> println("now " + String.join(", ", revision.images()) + ", revision " + revision.number()));
