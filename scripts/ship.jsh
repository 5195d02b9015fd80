#!/usr/bin/env -S fairlead run
// From source to a healthy rollout: builds the image, pushes it, deploys it and waits until it is current.
//
//     fairlead run scripts/ship.jsh --app hello --image 127.0.0.1:5000/team/hello --tag v3
//
// A step that fails ends the script with the failure's own exit code; `script resume RUN` goes on with it later. With
// --dry-run the cluster only checks the change.

// What the line says. Options are checked before anything is built.
var app = param("app").required().describe("the name of the Deployment and its Service")
        .matching("[a-z]([-a-z0-9]*[a-z0-9])?").value();
var repository = param("image").required().describe("the repository, e.g. 127.0.0.1:5000/team/hello").value();
var tag = param("tag").required().describe("the new tag").matching("[\\w][\\w.-]{0,127}").value();
var source = param("source").describe("the directory with the Dockerfile")
        .otherwise(scriptDirectory().resolve("sample")).value();
var namespace = param("namespace").describe("the session's if not given").optional();
var replicas = param("replicas").otherwise(2).number();
var port = param("port").describe("what the app listens on").otherwise(8080).number();

var reference = repository + ":" + tag;
var began = Instant.now();

// 1. Source to image. The build shows its steps itself; the app learns its version by the Dockerfile's ARG VERSION.
var built = step("Build image", () -> build.image(source, reference, Map.of("VERSION", tag)));

// 2. Image to registry. Only the layers that the registry lacks are sent.
var pushed = step("Push image", () -> image.push(reference));

// 3. Image to rollout. Deploying waits: it returns when the new pods are current, and fails with the reason when they
//    cannot be.
var target = namespace.isPresent() ? rollout.in(namespace.get()) : rollout;
var deployed = step("Roll out", () -> target.deploy(target.named(app)
        .image(reference)
        .port(port)
        .replicas(replicas)
        .readiness("/healthz")
        .changeCause("ship " + tag)));

// 4. What there is now.
println(app + " runs " + reference);
println("  image    " + built.imageId().substring(0, 19) + ", built in " + built.took().toSeconds() + " s by "
        + built.builder());
println("  registry " + pushed.digest() + ", " + pushed.present() + " of " + pushed.layers()
        + " layers were there already");
for (var change : deployed.changes()) {
    println("  changed  " + change.object() + ": " + change.outcome());
}
deployed.status().ifPresent(status -> println("  rollout  " + status.workload() + " in " + status.namespace()
        + " is " + status.state() + ": " + status.replicas().available() + " of " + status.replicas().desired()
        + " available"));
println("  took     " + Duration.between(began, Instant.now()).toSeconds() + " s");
