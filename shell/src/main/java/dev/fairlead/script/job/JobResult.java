package dev.fairlead.script.job;

import java.time.Duration;

/**
 * A script that ran well as a Job.
 *
 * @param run its journal's name; empty where the script has no steps
 * @param kept whether the Job is still there
 */
public record JobResult(
        String script, String job, String namespace, String image, Duration took, String run, boolean kept) {}
