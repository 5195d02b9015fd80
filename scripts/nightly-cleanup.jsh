#!/usr/bin/env -S fairlead run
// Old images of this machine's engine, and finished Jobs of namespaces. Says what would go; with --delete it goes.
//
//     fairlead run scripts/nightly-cleanup.jsh --images 'team/*' team shop          # a look
//     fairlead run scripts/nightly-cleanup.jsh --images 'team/*' team shop --delete
//
// Of each repository the newest tags stay, and whatever is younger than --days. Of the Jobs those stay that a CronJob
// made, which keeps a history of its own. What is in use is left and told; it is no failure.

import com.fasterxml.jackson.databind.JsonNode;

var pattern = param("images").describe("the repositories, e.g. team/*; no images if not given").optional();
var keep = param("keep").describe("how many tags of each repository stay").otherwise(5).number();
var days = param("days").describe("what is younger stays").otherwise(14).number();
var jobHours = param("job-hours").describe("Jobs that ended later than so many hours ago stay").otherwise(24).number();
var really = param("delete").describe("delete what is listed").flag();

var now = Instant.now();

// 1. What would go. Nothing is changed before all of it is known.
List<ImageSummary> oldImages() {
    if (pattern.isEmpty()) {
        return List.of();
    }
    Map<String, List<ImageSummary>> repositories = image.list(pattern.get()).stream()
            .filter(one -> !one.tag().equals("<none>"))
            .collect(Collectors.groupingBy(ImageSummary::repository, TreeMap::new, Collectors.toList()));
    return repositories.values().stream()
            .flatMap(tags -> tags.stream().sorted(Comparator.comparing(ImageSummary::created).reversed()).skip(keep))
            .filter(one -> one.created().isBefore(now.minus(Duration.ofDays(days))))
            .toList();
}

record FinishedJob(String namespace, String name, String how, Instant ended) {}

Optional<FinishedJob> finished(String namespace, JsonNode job) {
    for (var owner : job.at("/metadata/ownerReferences")) {
        if (owner.path("kind").asText().equals("CronJob")) {
            return Optional.empty();
        }
    }
    for (var condition : job.at("/status/conditions")) {
        var type = condition.path("type").asText();
        if ((type.equals("Complete") || type.equals("Failed")) && condition.path("status").asText().equals("True")) {
            return Optional.of(new FinishedJob(namespace, job.at("/metadata/name").asText(), type.toLowerCase(),
                    Instant.parse(condition.path("lastTransitionTime").asText())));
        }
    }
    return Optional.empty();
}

List<FinishedJob> finishedJobs() {
    return words().stream()
            .flatMap(name -> cluster.in(name).get("jobs").objects().stream().flatMap(job -> finished(name, job).stream()))
            .filter(job -> !job.ended().isAfter(now.minus(Duration.ofHours(jobHours))))
            .toList();
}

var images = oldImages();
var jobs = finishedJobs();
var verb = really ? "deletes" : "would delete";
images.forEach(one -> println(verb + " image " + one.reference() + ", made " + one.created().toString().substring(0, 10)));
jobs.forEach(job -> println(verb + " job/" + job.name() + " in " + job.namespace() + ", " + job.how() + " since "
        + job.ended()));

// 2. It goes, one by one: one that is held up does not hold up the others.
int left = 0;

void attempt(String what, Runnable deletion) {
    try {
        deletion.run();
    } catch (NotFound gone) {
        log(what + " is gone already");
    } catch (Conflict inUse) {
        left++;
        warn(what + " stays: " + inUse.message());
    }
}

if (really) {
    images.forEach(one -> attempt(one.reference(), () -> image.remove(one.reference())));
    jobs.forEach(job -> attempt("job/" + job.name(),
            () -> cluster.in(job.namespace()).delete("job/" + job.name(), request -> request.untilGone(false))));
}

String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
}

println(counted(images.size(), "image") + ", " + counted(jobs.size(), "job")
        + (really ? left == 0 ? " deleted" : " listed, " + left + " left" : " to delete; --delete does it"));
