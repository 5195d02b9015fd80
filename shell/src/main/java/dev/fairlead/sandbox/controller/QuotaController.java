package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;

/** Says how much of its quota each namespace has used. */
final class QuotaController implements Reconciler {
    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.QUOTA, quota -> {
            ObjectNode changed = quota.deepCopy();
            ObjectNode status = changed.putObject("status");
            status.set("hard", quota.at("/spec/hard").deepCopy());
            status.set("used", client.used(quota));
            client.updateStatus(Kinds.QUOTA, changed, DeploymentController.NAME);
        });
    }
}
