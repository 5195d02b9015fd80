package dev.fairlead.render;

import dev.fairlead.sandbox.session.SandboxState;
import java.util.ArrayList;
import java.util.List;

/** How the sandbox looks. */
final class SandboxViews {
    private SandboxViews() {}

    static void addTo(Views views) {
        views.add(View.of(SandboxState.class).text(SandboxViews::lines).name(state -> state.on() ? "on" : "off"));
    }

    private static List<String> lines(SandboxState state) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "sandbox " + (state.on() ? "on" : "off") + ": " + state.objects() + " objects in " + state.directory());
        lines.add("  server   " + state.server());
        if (!state.registry().isEmpty()) {
            lines.add("  registry registry.sandbox, for other tools " + state.registry());
            lines.add("  to push  " + state.login());
        }
        for (SandboxState.FaultInForce fault : state.faults()) {
            String whose = fault.workload().isEmpty()
                    ? fault.namespace().isEmpty() ? "everybody" : "all of " + fault.namespace()
                    : fault.workload() + " in " + fault.namespace();
            String spared = fault.revisions().equals("next") ? ", from the next revision on" : "";
            lines.add("  fails    " + fault.fault() + ", " + whose + spared);
        }
        if (!state.unsaved().isEmpty()) {
            lines.add("  unsaved  " + state.unsaved() + ": what was done lately is lost when this process ends");
        }
        return lines;
    }
}
