package dev.fairlead.rollout.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReachabilityTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @Test
    void aServiceThatReachesThePodsIsFine() {
        assertEquals(List.of(), warnings("[{name: http, containerPort: 8080}]", "web", "web", "http"));
        assertEquals(List.of(), warnings("[{name: http, containerPort: 8080}]", "web", "web", "8080"));
        assertEquals(List.of(), warnings("[]", "web", "web", "8080"), "undeclared ports may be listened on");
    }

    @Test
    void aServiceOfTheWorkloadsNameThatSelectsOthersIsTold() {
        assertEquals(
                List.of("service/web selects none of these pods: it wants app=wbe, they have app=web"),
                warnings("[]", "web", "wbe", "8080"));
    }

    @Test
    void aServiceOfAnotherNameThatSelectsOthersIsNobodysBusiness() {
        assertEquals(List.of(), warnings("[]", "other", "other", "8080"));
    }

    @Test
    void aServiceThatSendsToAPortThatIsNotThereIsTold() {
        assertEquals(
                List.of("service/any sends port 80 to the port named http, which no container has"),
                warnings("[{name: web, containerPort: 8080}]", "any", "web", "http"));
        assertEquals(
                List.of("service/any sends port 80 to port 9090, the containers declare 8080"),
                warnings("[{name: web, containerPort: 8080}]", "any", "web", "9090"));
    }

    private static List<String> warnings(String ports, String service, String selector, String target) {
        Deployment deployment = YAML.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: web, ports: %s}]}
                """.formatted(ports), Deployment.class);
        Service made = YAML.unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {selector: {app: %s}, ports: [{port: 80, targetPort: %s}]}
                """.formatted(service, selector, target), Service.class);
        return Reachability.warnings(deployment, List.of(made));
    }
}
