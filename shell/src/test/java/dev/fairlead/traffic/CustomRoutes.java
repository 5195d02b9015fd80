package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Routes of Istio and of the Gateway API to service web, as they are written. */
final class CustomRoutes {
    static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web, tier: front}
              ports: [{name: http, port: 80, targetPort: 8080}]
            """;

    static final String VIRTUAL_SERVICE = """
            apiVersion: networking.istio.io/v1beta1
            kind: VirtualService
            metadata: {name: web}
            spec:
              hosts: [web.example.com]
              http:
              - name: api
                match: [{uri: {prefix: /api}}]
                timeout: 3s
                mirror: {host: shadow}
                route:
                - {destination: {host: web, port: {number: 80}}, weight: 80}
                - {destination: {host: other}, weight: 20}
              - route: [{destination: {host: web.NS.svc.cluster.local}}]
            """;

    static final String HTTP_ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web}
            spec:
              parentRefs: [{name: gw}]
              rules:
              - matches: [{path: {type: PathPrefix, value: /api}}]
                timeouts: {request: 3s}
                backendRefs: [{name: web, port: 80}, {name: other, port: 80, weight: 3}]
              - backendRefs: [{name: web, port: 80}]
              - matches: [{path: {value: /elsewhere}}]
                backendRefs: [{name: other, port: 80}]
            """;

    private CustomRoutes() {}

    /** Of the targets of one route. */
    static List<Integer> weights(JsonNode targets) {
        List<Integer> weights = new ArrayList<>();
        targets.forEach(target -> weights.add(target.path("weight").asInt(-1)));
        return weights;
    }
}
