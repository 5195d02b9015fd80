#!/usr/bin/env -S fairlead run
// Gives a new version a few of the requests, watches its errors in Prometheus, and gives it all or goes back.
//
//     fairlead run scripts/canary.jsh --app shop --image 127.0.0.1:5000/team/shop:v2 --prometheus monitoring/prometheus:9090
//     fairlead run scripts/canary.jsh --app shop --image 127.0.0.1:5000/team/shop:v2 --prometheus https://prometheus.example.com
//             --steps 5%,25%,50% --pause 5m --max-errors 0.5%
//
// The errors are those of the new pods alone. Where Prometheus has no requests of theirs, nothing is known of them, and
// that is waited for and is no pass. A login is taken from FAIRLEAD_PROMETHEUS_TOKEN, or _USER and _PASSWORD.

var app = param("app").required().describe("the name of the Deployment and its Service")
        .matching("[a-z]([-a-z0-9]*[a-z0-9])?").value();
var reference = param("image").required().describe("the new image, with its tag").value();
var prometheus = param("prometheus").required().describe("its address, or NAMESPACE/SERVICE:PORT in the cluster").value();
var steps = param("steps").describe("the shares of the new version").otherwise("10%,50%")
        .matching("\\d{1,2}%?(,\\d{1,2}%?)*").value();
var pause = param("pause").describe("how long each share is watched").otherwise("2m").matching("(\\d+[hms])+").value();
var window = param("window").describe("over how long errors are counted").otherwise("1m").matching("\\d+[hms]").value();
var errors = param("max-errors").describe("the share of requests that may fail").otherwise("1%")
        .matching("\\d+(\\.\\d+)?%").value();
var query = param("query").describe("PromQL instead of the usual counters; $pods and $window stand for theirs").optional();
var port = param("port").describe("what the app listens on").otherwise(8080).number();
var namespace = param("namespace").describe("the session's if not given").optional();

var here = namespace.isPresent() ? rollout.in(namespace.get()) : rollout;

// One gate, asked after each share: the errors of the new pods over the window.
var where = (prometheus.startsWith("http") ? "url=" : "service=") + prometheus;
var bound = " max=" + errors + " window=" + window + " no-data=wait wait=" + pause + " " + where;
var gate = query.isPresent() ? "prometheus" + bound + " " + query.get() : "error-rate" + bound;

var release = here.releasing(here.named(app).image(reference).port(port).changeCause("canary to " + reference))
        .canary(Duration.parse("PT" + pause.toUpperCase()), steps.split(","))
        .gate(gate);

try {
    var done = step("Release", () -> here.release(release));
    println(app + " runs " + reference + " (" + done.release().phase() + ")");
} catch (GateFailed f) {
    println(app + " is back at " + f.release().before() + ": " + f.release().verdict());
    throw f;
} catch (ReleaseFailed f) {
    println(app + ": the new pods are not well (" + f.family().map(Family::toString).orElse("no verdict") + ")");
    throw f;
}
