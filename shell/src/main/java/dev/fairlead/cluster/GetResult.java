package dev.fairlead.cluster;

import dev.fairlead.progress.AlternativeResult;
import dev.fairlead.progress.Streamed;

/** What getting objects gives. */
public sealed interface GetResult extends AlternativeResult {
    /** Those that there are. */
    record Objects(ObjectSet value) implements GetResult {}

    /** Those, and then each change to them. */
    record Changes(Streamed<ObjectEvent> value) implements GetResult {}
}
