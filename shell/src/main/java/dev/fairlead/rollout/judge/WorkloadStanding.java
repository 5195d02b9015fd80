package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;

/**
 * How far a workload is, by what its own status counts.
 *
 * @param observed whether the controller has seen the newest change
 * @param revision the newest revision's number; empty where the kind has none
 * @param newest the pods of the newest revision
 * @param old the pods of older revisions
 * @param minReady how long a pod must be ready to be available
 * @param complete whether the counts are what they should be
 * @param waiting what is still missing, in words; what is reached where nothing is
 */
record WorkloadStanding(
        boolean observed,
        String revision,
        Replicas replicas,
        List<Pod> newest,
        List<Pod> old,
        Duration minReady,
        boolean complete,
        String waiting) {}
