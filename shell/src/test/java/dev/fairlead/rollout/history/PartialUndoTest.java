package dev.fairlead.rollout.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartialUndoTest {
    private static final OpsException WHY = new OpsException(
                    FailureKind.CONFLICT, "cannot undo deployment/web: somebody changed it meanwhile")
            .hint("rollout history deployment/web -n shop");
    private static final List<ObjectChange> CHANGED = List.of(
            new ObjectChange("configmap/web", "restored to revision 3"),
            new ObjectChange("secret/web", "made again as of revision 3"));

    @Test
    void itSaysWhatWasBroughtBackAndHowToGoOnOrBack() {
        OpsException failed = new PartialUndo(WorkloadRef.deployment("web"), "shop", 3, 5).by(WHY, CHANGED);

        assertEquals(FailureKind.CONFLICT, failed.kind());
        assertEquals(
                "cannot undo deployment/web: somebody changed it meanwhile. Before that configmap/web was restored to"
                        + " revision 3, secret/web was made again as of revision 3; the first line tries the rest again;"
                        + " the second line brings the configuration of revision 5 back",
                failed.message());
        assertEquals(
                List.of(
                        "rollout undo deployment/web -n shop --to-revision 3 --with-config",
                        "rollout undo deployment/web -n shop --to-revision 5 --with-config",
                        "rollout history deployment/web -n shop"),
                failed.hints());
    }

    @Test
    void whereTheCurrentRevisionIsNotKnownThereIsNoWayBackToOffer() {
        OpsException failed = new PartialUndo(WorkloadRef.deployment("web"), "shop", 3, 0).by(WHY, CHANGED);

        assertEquals(2, failed.hints().size());
        assertEquals(true, failed.message().endsWith("; the first line tries the rest again"));
    }
}
