#!/usr/bin/env -S fairlead run
// Puts a second Deployment beside the one that serves, asks it, and switches all requests to it at once.
//
//     fairlead run NAME.jsh --app hello --image registry.example.com/team/hello:v3

var app = param("app").required().describe("the Deployment").value();
var reference = param("image").required().describe("the new image").value();
var path = param("path").describe("what the preview must answer").otherwise("/healthz").value();
var keep = param("keep").describe("seconds that the old colour is kept").otherwise(60).number();

var released = rollout.release(rollout.releasing(rollout.named(app).image(reference))
        .bluegreen(Duration.ofSeconds(keep))
        .gate("http to=preview " + path));
println(released.release().summary());
