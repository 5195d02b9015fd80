package dev.fairlead.cluster;

import dev.fairlead.kubernetes.ClusterScope;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose log to read.
 *
 * @param target a pod, {@code pod/NAME}, or a workload or service whose pods are meant, {@code deployment/NAME}; empty
 *     with a selector
 * @param labels a label selector of pods; empty for none
 * @param container empty for the pod's default container
 * @param previous whether the log of the run before the last restart
 * @param tail the last lines only
 * @param since not older than this
 * @param timestamps whether each line comes with its time
 * @param raw whether lines may be printed as they are, escape sequences too
 */
public record LogsRequest(
        ClusterScope scope,
        String target,
        String labels,
        String container,
        boolean allContainers,
        boolean follow,
        boolean previous,
        Optional<Integer> tail,
        Optional<Duration> since,
        boolean timestamps,
        boolean raw) {

    /** The whole log of a pod's default container so far. */
    public static LogsRequest of(String target) {
        return new LogsRequest(
                ClusterScope.CURRENT,
                target,
                "",
                "",
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    /** A container's log with the time of each line, of whose pod another says. */
    public static LogsRequest timed(boolean follow, boolean previous, Optional<Integer> tail) {
        return new LogsRequest(
                ClusterScope.CURRENT, "", "", "", false, follow, previous, tail, Optional.empty(), true, false);
    }

    /** The same somewhere else. */
    public LogsRequest in(ClusterScope where) {
        return new LogsRequest(
                where, target, labels, container, allContainers, follow, previous, tail, since, timestamps, raw);
    }

    /** The pods with these labels. */
    public LogsRequest labels(String value) {
        return new LogsRequest(
                scope, target, value, container, allContainers, follow, previous, tail, since, timestamps, raw);
    }

    /** This container; the pod's default one if not said. */
    public LogsRequest container(String value) {
        return new LogsRequest(
                scope, target, labels, value, allContainers, follow, previous, tail, since, timestamps, raw);
    }

    /** Whether all containers of a pod, the init containers too. */
    public LogsRequest allContainers(boolean value) {
        return new LogsRequest(scope, target, labels, container, value, follow, previous, tail, since, timestamps, raw);
    }

    /** Whether to go on as lines are written, until the thread is interrupted. */
    public LogsRequest follow(boolean value) {
        return new LogsRequest(
                scope, target, labels, container, allContainers, value, previous, tail, since, timestamps, raw);
    }

    /** Whether the log of the run before the last restart. */
    public LogsRequest previous(boolean value) {
        return new LogsRequest(
                scope, target, labels, container, allContainers, follow, value, tail, since, timestamps, raw);
    }

    /** The last lines only. */
    public LogsRequest tail(int value) {
        return new LogsRequest(
                scope,
                target,
                labels,
                container,
                allContainers,
                follow,
                previous,
                Optional.of(value),
                since,
                timestamps,
                raw);
    }

    /** Lines of the last such time only. */
    public LogsRequest since(Duration value) {
        return new LogsRequest(
                scope,
                target,
                labels,
                container,
                allContainers,
                follow,
                previous,
                tail,
                Optional.of(value),
                timestamps,
                raw);
    }

    /** Whether each line comes with its time. */
    public LogsRequest timestamps(boolean value) {
        return new LogsRequest(
                scope, target, labels, container, allContainers, follow, previous, tail, since, value, raw);
    }

    /** Whether lines may be printed as they are, escape sequences too. */
    public LogsRequest raw(boolean value) {
        return new LogsRequest(
                scope, target, labels, container, allContainers, follow, previous, tail, since, timestamps, value);
    }
}
