package dev.fairlead.sandbox.controller;

/** Does what is due in the whole world, and asks to be called again when something will be. */
interface Reconciler {
    void reconcile(ControllerClient client);
}
