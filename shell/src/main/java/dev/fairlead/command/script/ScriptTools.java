package dev.fairlead.command.script;

import dev.fairlead.script.check.ScriptChecks;
import dev.fairlead.script.export.PipelineExport;
import dev.fairlead.script.job.ScriptJobs;
import dev.fairlead.script.rehearsal.Rehearsals;
import dev.fairlead.script.shelf.Shelf;
import dev.fairlead.script.trial.Trials;

/** What the commands about saved scripts call, besides running them. */
public record ScriptTools(
        ScriptChecks checks,
        Shelf shelf,
        PipelineExport pipelines,
        ScriptJobs jobs,
        Trials trials,
        Rehearsals rehearsals) {}
