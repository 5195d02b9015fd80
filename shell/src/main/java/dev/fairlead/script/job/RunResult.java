package dev.fairlead.script.job;

import dev.fairlead.progress.AlternativeResult;
import dev.fairlead.script.ScriptAnswer;

/** What running a script gives, here or as a Job. */
public sealed interface RunResult extends AlternativeResult {
    /** Of a run here. */
    record Here(ScriptAnswer value) implements RunResult {}

    /** Of a run as a Job. */
    record Job(JobResult value) implements RunResult {}

    /** What a Job would be allowed; nothing is run. */
    record Rights(JobRoleRules value) implements RunResult {}
}
