package dev.fairlead.script.job;

import java.time.Duration;

/**
 * A script that ran well as a Job.
 *
 * @param kept whether the Job is still there
 */
public record JobResult(String script, String job, String namespace, String image, Duration took, boolean kept) {}
