#!/usr/bin/env -S fairlead run
// Puts a new version beside the one that serves, tries it by its preview Service, and switches all requests at once.
//
//     fairlead run scripts/blue-green.jsh --app hello --image 127.0.0.1:5000/team/hello:v2 --port 8080
//     fairlead run scripts/blue-green.jsh --app hello --image 127.0.0.1:5000/team/hello:v2 --try /healthz --keep 30m
//
// When the new pods do not get ready, or do not answer, nothing of what serves was touched: the script takes the new
// ones away and ends with the exit code of the failure's family.

var app = param("app").required().describe("the name of the Deployment and its Service")
        .matching("[a-z]([-a-z0-9]*[a-z0-9])?").value();
var reference = param("image").required().describe("the new image, with its tag").value();
var port = param("port").describe("what the app listens on").otherwise(8080).number();
var replicas = param("replicas").describe("how many pods; as many as now if not given").optional();
var path = param("try").describe("the path that the preview Service must answer").otherwise("/").matching("/\\S*").value();
var keep = param("keep").describe("how long the old pods stay after the switch, e.g. 10m").otherwise("10m")
        .matching("(\\d+[hms])+").value();
var namespace = param("namespace").describe("the session's if not given").optional();

var here = namespace.isPresent() ? rollout.in(namespace.get()) : rollout;
var wanted = here.named(app).image(reference).port(port).changeCause("blue-green to " + reference);
replicas.ifPresent(count -> wanted.replicas(Integer.parseInt(count)));

// The first pods of an app have nothing to stand beside: they are a plain deploy.
boolean serves() {
    try {
        return here.status("deployment/" + app).state() == State.CURRENT;
    } catch (NotFound none) {
        return false;
    }
}

void first() {
    step("Deploy", () -> here.deploy(wanted));
    println(app + " serves " + reference + ", its first");
}

void switched() {
    var release = here.releasing(wanted)
            .bluegreen(Duration.parse("PT" + keep.toUpperCase()))
            .gate("http to=preview path=" + path);
    try {
        var done = step("Release", () -> here.release(release));
        println(app + " serves " + reference + " (" + done.release().phase() + "), before it "
                + done.release().before());
    } catch (GateFailed f) {
        // What served goes on to serve. Say so, and let the failure end the script with its own code.
        println(app + " still serves " + f.release().before() + ": the preview of " + reference + " did not answer well");
        throw f;
    }
}

if (serves()) {
    switched();
} else {
    first();
}
