package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IngressWarningsTest {
    private static final Service WEB = Objects.read("""
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {ports: [{name: http, port: 80}, {name: https, port: 443}]}
            """, Service.class);

    @Test
    void anIngressThatReachesTheServiceIsFine() {
        check(ingress("nginx", "cert", "{service: {name: web, port: {number: 80}}}"));
        check(ingress("nginx", "cert", "{service: {name: web, port: {name: https}}}"));
        check(ingress("nginx", "cert", "{serviceName: web, servicePort: 443}"));
        check(ingress("nginx", "cert", "{serviceName: web, servicePort: http}"));
    }

    @Test
    void aBackendThatIsNotThereIsToldInBothVersions() {
        check(
                ingress("nginx", "cert", "{service: {name: web, port: {number: 8080}}}"),
                "ingress/in sends to port 8080 of service/web, which has 443 (https), 80 (http)");
        check(
                ingress("nginx", "cert", "{serviceName: web, servicePort: grpc}"),
                "ingress/in sends to port grpc of service/web, which has 443 (https), 80 (http)");
        check(
                ingress("nginx", "cert", "{serviceName: wep, servicePort: 80}"),
                "ingress/in sends to service/wep, which does not exist; there is web");
    }

    @Test
    void aMissingClassOrSecretIsTold() {
        check(
                ingress("ngnix", "cret", "{serviceName: web, servicePort: 80}"),
                "ingress/in wants the ingress class ngnix, which does not exist; there is nginx",
                "ingress/in wants the TLS secret cret, which does not exist; there is cert");
        check(
                ingress("''", "cert", "{serviceName: web, servicePort: 80}"),
                "ingress/in names no ingress class and none is the default; there is nginx");
    }

    @Test
    void whoMayNotListSecretsIsToldNothingOfThem() {
        assertEquals(
                List.of(),
                new IngressWarnings(Map.of("web", WEB), Set.of("web"), Set.of("nginx"), false, Optional.empty())
                        .of(ingress("nginx", "cret", "{serviceName: web, servicePort: 80}")));
    }

    @Test
    void anIngressOfOthersIsNobodysBusiness() {
        check(ingress("missing", "missing", "{serviceName: accounting, servicePort: 1}"));
    }

    private static JsonNode ingress(String className, String secret, String backend) {
        return Objects.read("""
                metadata: {name: in}
                spec:
                  ingressClassName: %s
                  tls: [{secretName: %s}]
                  rules: [{http: {paths: [{path: /, backend: %s}]}}]
                """.formatted(className, secret, backend), JsonNode.class);
    }

    private static void check(JsonNode ingress, String... warnings) {
        assertEquals(
                List.of(warnings),
                new IngressWarnings(
                                Map.of("web", WEB), Set.of("web"), Set.of("nginx"), false, Optional.of(Set.of("cert")))
                        .of(ingress));
    }
}
