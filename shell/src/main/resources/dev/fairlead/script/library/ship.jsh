#!/usr/bin/env -S fairlead run
// From source to a healthy rollout: builds the image, pushes it, deploys it and waits until it is current.
//
//     fairlead run NAME.jsh --app hello --image registry.example.com/team/hello --tag v3

var app = param("app").required().describe("the name of the Deployment and its Service")
        .matching("[a-z]([-a-z0-9]*[a-z0-9])?").value();
var repository = param("image").required().describe("the repository").value();
var tag = param("tag").required().describe("the new tag").matching("[\\w][\\w.-]{0,127}").value();
var source = param("source").describe("the directory with the Dockerfile").otherwise(".").value();
var port = param("port").describe("what the app listens on").otherwise(8080).number();

var reference = repository + ":" + tag;

build.image(source, reference);
var pushed = image.push(reference);
log("pushed " + pushed.digest());

// Deploying waits until the new pods are current, and fails with the reason when they cannot be.
var deployed = rollout.deploy(rollout.named(app)
        .image(reference)
        .port(port)
        .readiness("/healthz")
        .changeCause("ship " + tag));

deployed.changes().forEach(change -> println(change.object() + " " + change.outcome()));
