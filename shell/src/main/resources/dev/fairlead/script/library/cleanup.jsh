#!/usr/bin/env -S fairlead run
// Deletes the finished Jobs of the session's namespace that are older than some days.
//
//     fairlead -n batch run NAME.jsh --days 3
//     fairlead -n batch run NAME.jsh --days 3 --yes

var days = param("days").describe("how old a Job must be").otherwise(7).number();
var sure = param("yes").describe("delete; without it the Jobs are only listed").flag();

var before = Instant.now().minus(Duration.ofDays(days));
var finished = new ArrayList<String>();
for (var job : cluster.get("jobs").objects()) {
    var ended = job.path("status").path("completionTime").asText();
    if (!ended.isEmpty() && Instant.parse(ended).isBefore(before)) {
        finished.add(job.path("metadata").path("name").asText());
    }
}

for (var name : finished) {
    println((sure ? "deleting job/" : "would delete job/") + name);
    if (sure) {
        cluster.delete("job/" + name);
    }
}
println(finished.size() + " finished jobs older than " + days + " days");
