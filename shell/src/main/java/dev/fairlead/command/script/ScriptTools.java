package dev.fairlead.command.script;

import dev.fairlead.script.check.ScriptChecks;
import dev.fairlead.script.export.PipelineExport;
import dev.fairlead.script.format.ScriptFormatter;
import dev.fairlead.script.job.ScriptJobs;
import dev.fairlead.script.library.ScriptLibrary;
import dev.fairlead.script.rehearsal.Rehearsals;
import dev.fairlead.script.test.ScriptTests;
import java.util.function.Supplier;

/**
 * What the commands about saved scripts call, besides running them.
 *
 * @param standardInput reads all of it, for {@code fmt -}
 */
public record ScriptTools(
        ScriptChecks checks,
        ScriptFormatter formatter,
        Supplier<String> standardInput,
        ScriptLibrary shelf,
        PipelineExport pipelines,
        ScriptJobs jobs,
        ScriptTests trials,
        Rehearsals rehearsals) {}
