#!/usr/bin/env -S fairlead run
// Brings what runs in one cluster to another: the same image by its digest, not by a tag that may have moved.
//
//     fairlead run scripts/promote-to-prod.jsh --app hello --from staging --to prod
//     fairlead run scripts/promote-to-prod.jsh --app hello --from staging --to prod --namespace shop --look
//
// Refuses what is not well where it comes from. Both clusters must reach the registry.

var app = param("app").required().describe("the name of the Deployment in both")
        .matching("[a-z]([-a-z0-9]*[a-z0-9])?").value();
var from = param("from").required().describe("the context that has it").value();
var to = param("to").required().describe("the context that gets it").value();
var namespace = param("namespace").describe("in both; each context's own if not given").optional();
var look = param("look").describe("only say what would be done").flag();

ClusterApi clusterOf(String context) {
    return namespace.map(name -> cluster.inContext(context).in(name)).orElse(cluster.inContext(context));
}

RolloutApi rolloutOf(String context) {
    return namespace.map(name -> rollout.inContext(context).in(name)).orElse(rollout.inContext(context));
}

// The pods of the app's newest revision know which bytes they run, whatever the tag says by now.
Set<String> digests(String context) {
    var status = rolloutOf(context).status("deployment/" + app);
    if (status.state() != State.CURRENT) {
        throw fail(app + " is " + status.state() + " in " + context + ": " + status.message());
    }
    var found = new TreeSet<String>();
    for (var pod : status.pods()) {
        if (pod.newest() && !pod.terminating()) {
            for (var container : clusterOf(context).object("pod/" + pod.name()).at("/status/containerStatuses")) {
                found.add(container.path("imageID").asText().replaceFirst("^[a-z-]+://", ""));
            }
        }
    }
    return found;
}

String only(Set<String> digests, String context) {
    if (digests.size() != 1 || !digests.iterator().next().contains("@sha256:")) {
        throw fail("the pods of " + app + " in " + context + " do not run one image of a registry: " + digests);
    }
    return digests.iterator().next();
}

Optional<Set<String>> present(String context) {
    try {
        return Optional.of(digests(context));
    } catch (NotFound none) {
        return Optional.empty();
    }
}

var digest = step("Look at " + from, () -> only(digests(from), from));
println(from + " runs " + digest);

void promote() {
    var target = rolloutOf(to);
    step("Deploy to " + to,
            () -> target.deploy(target.named(app).image(digest).changeCause("promoted from " + from)));
    var arrived = only(digests(to), to);
    if (!arrived.endsWith(digest.substring(digest.indexOf('@')))) {
        throw fail(to + " runs " + arrived);
    }
    println(to + " runs " + arrived);
}

if (present(to).filter(Set.of(digest)::equals).isPresent()) {
    println(to + " runs it already");
} else if (look) {
    println(to + " would get it; it runs " + present(to).map(Object::toString).orElse("none"));
} else {
    promote();
}
