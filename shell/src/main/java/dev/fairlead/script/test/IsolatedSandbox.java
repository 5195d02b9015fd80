package dev.fairlead.script.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.RunRequest;
import dev.fairlead.script.ScriptResult;
import dev.fairlead.script.io.StubbedResponses;

/**
 * A sandbox that belongs to one run alone, and all of fairlead in it. Nothing outside can be reached from there; what
 * stands in it goes when it is closed, also when that is done by an interrupted thread or by the end of the process.
 */
public interface IsolatedSandbox extends AutoCloseable {
    /**
     * Runs a script as {@code run} does.
     *
     * @param answers what is said in the place of what it asks outside
     */
    ScriptResult run(RunRequest request, StubbedResponses answers, ProgressListener progress);

    /**
     * Runs a line of commands.
     *
     * @throws OpsException with what the line said and its failure's kind
     */
    void line(String line);

    /** Has something go wrong from now on. */
    void strike(PlannedFault fault);

    /**
     * Has objects stand there as they are, with their identities, in place of what stood there.
     *
     * @param objects lists of them by their kind's plural and group, e.g. {@code deployments.apps}
     */
    void fill(JsonNode objects);

    /** Its cluster, in the room's own namespace. */
    ClusterClient cluster();

    @Override
    void close();
}
