package dev.fairlead.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApplyFormTest {
    @Test
    void ofEntriesWithOneKeyOneIsKeptAndNamed() throws JsonProcessingException {
        ObjectNode pod = read("""
                {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a",
                  "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "x"}, {"name": "A", "value": "2"}],
                  "ports": [{"containerPort": 80, "name": "p"}, {"containerPort": 80, "protocol": "UDP"},
                    {"containerPort": 80, "protocol": "TCP", "name": "q"}]}]}}""");
        assertEquals(
                List.of(
                        "container a: env A is there more than once; the last one is kept",
                        "container a: port 80/TCP is there more than once; the first one is kept"),
                ApplyForm.apply(pod));
        assertEquals(read("""
                {"name": "a", "env": [{"name": "B", "value": "x"}, {"name": "A", "value": "2"}],
                 "ports": [{"containerPort": 80, "name": "p"}, {"containerPort": 80, "protocol": "UDP"}]}"""), pod.at("/spec/containers/0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"apiVersion":"apps/v1","spec":{"template":{"spec":{"containers":[{"resources":{"limits":{"cpu":1}}}]}}}} | /spec/template/spec/containers/0/resources/limits/cpu | "1"
            {"apiVersion":"batch/v1","spec":{"jobTemplate":{"spec":{"template":{"spec":{"initContainers":[{"resources":{"requests":{"cpu":0.5}}}]}}}}}} | /spec/jobTemplate/spec/template/spec/initContainers/0/resources/requests/cpu | "0.5"
            {"apiVersion":"v1","kind":"ResourceQuota","spec":{"hard":{"pods":4}}}                       | /spec/hard/pods             | "4"
            {"apiVersion":"v1","kind":"LimitRange","spec":{"limits":[{"max":{"cpu":2}}]}}               | /spec/limits/0/max/cpu      | "2"
            {"apiVersion":"v1","kind":"Pod","spec":{"volumes":[{"emptyDir":{"sizeLimit":1000}}]}}       | /spec/volumes/0/emptyDir/sizeLimit | "1000"
            {"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"resources":{"limits":{"cpu":"1"}}}]}} | /spec/containers/0/resources/limits/cpu | "1"
            {"apiVersion":"example.com/v1","spec":{"limits":{"size":3}}}                                | /spec/limits/size           | 3
            {"apiVersion":"apps/v1","spec":{"replicas":3}}                                              | /spec/replicas              | 3
            """)
    void aQuantityThatIsANumberBecomesText(String object, String at, String value) throws JsonProcessingException {
        ObjectNode changed = read(object);
        assertEquals(List.of(), ApplyForm.apply(changed));
        assertEquals(value, changed.at(at).toString());
    }

    private static ObjectNode read(String json) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(json);
    }
}
