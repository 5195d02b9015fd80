#!/usr/bin/env -S fairlead run
// Releases an image to a growing share of the pods, and goes back when the gate says no.
//
//     fairlead run NAME.jsh --app hello --image registry.example.com/team/hello:v3

var app = param("app").required().describe("the Deployment").value();
var reference = param("image").required().describe("the new image").value();
var path = param("path").describe("what every new pod must answer").otherwise("/healthz").value();
var pause = param("pause").describe("seconds at each share").otherwise(30).number();

var request = rollout.releasing(rollout.named(app).image(reference).changeCause("canary " + reference))
        .canary(Duration.ofSeconds(pause), "10%", "50%")
        .gate("http " + path);

// The plan is shown before anything is changed.
rollout.plan(request);
var released = rollout.release(request);
println(released.release().summary());
