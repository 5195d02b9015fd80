package dev.fairlead.sandbox.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.InjectedFault;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Faults in requests and in the file. */
final class InjectedFaultJson {
    private InjectedFaultJson() {}

    static ObjectNode of(InjectedFault struck) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("fault", struck.fault().word());
        json.put("namespace", struck.namespace()).put("workload", struck.workload());
        if (struck.fault() instanceof Fault.Slow slow) {
            json.put("millis", slow.by().toMillis());
        } else if (struck.fault() instanceof Fault.ApiDown down) {
            json.put("millis", down.lasting().toMillis());
        }
        ArrayNode spared = json.putArray("spared");
        struck.spared().forEach(spared::add);
        return json;
    }

    /** Empty where there is no such fault, as in the file of another version. */
    static Optional<InjectedFault> read(JsonNode json) {
        Duration lasting = Duration.ofMillis(json.path("millis").asLong());
        Set<String> spared = new HashSet<>();
        json.path("spared").forEach(uid -> spared.add(uid.asText()));
        return Fault.of(json.path("fault").asText(), lasting)
                .map(fault -> new InjectedFault(
                        fault,
                        json.path("namespace").asText(),
                        json.path("workload").asText(),
                        spared));
    }
}
