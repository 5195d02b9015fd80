package dev.fairlead.script.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object that is to be there when a script has ended, or not to be there.
 *
 * @param object as it is typed, e.g. {@code deployment/web}
 * @param namespace empty for the room's own
 * @param absent whether it is not to be there
 * @param fields what is to stand in it, by paths such as {@code spec.replicas} or {@code spec.ports[0].port}
 */
public record ExpectedObject(String object, String namespace, boolean absent, Map<String, String> fields) {
    public ExpectedObject {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
