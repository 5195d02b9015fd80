package dev.fairlead.script.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.ObjectRef;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.multicluster.ContextOutcome;
import dev.fairlead.release.plan.Phase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResultTextTest {
    private final ResultText results = new ResultText(getClass().getClassLoader());

    /** A step that deletes is not run again only because its result also says where the object was. */
    @Test
    void whatIsNoPartOfAResultsJsonIsLeftOutOfIt() throws ResultText.Unknown {
        ObjectRef old = new ObjectRef("configmap", "old");
        ApiPath path = ApiPath.of("v1", "web", "configmaps").object("old");
        AppliedObject deleted = new AppliedObject(old, "web", "deleted", false, List.of(), Optional.of(path), "u1");
        assertEquals(
                new AppliedObject(old, "web", "deleted", false, List.of(), Optional.empty(), "u1"),
                results.read(results.write(deleted)));
    }

    @Test
    void typesThatOlderJournalsNameAreRead() throws Exception {
        assertEquals(ContextOutcome.Outcome.CANCELLED, constant("fleet.ContextOutcome$Outcome", "CANCELLED"));
        assertEquals(Phase.DONE, constant("release.Phase", "DONE"));
        assertThrows(ResultText.Unknown.class, () -> constant("release.NoSuchType", "DONE"));
    }

    private Object constant(String type, String name) throws Exception {
        return results.read(new ObjectMapper()
                .readTree("{\"type\":\"dev.fairlead.%s\",\"constant\":\"%s\"}".formatted(type, name)));
    }
}
