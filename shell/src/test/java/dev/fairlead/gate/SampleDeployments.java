package dev.fairlead.gate;

import dev.fairlead.RealParts;
import dev.fairlead.rollout.ScratchNamespace;

/** Deployments of a small web server. */
final class SampleDeployments {
    private static final String SERVER = """
            mkdir -p /www/cgi-bin
            echo ok > /www/ok
            page() { printf '#!/bin/sh\\n%s\\n' "$2" > /www/cgi-bin/$1; chmod +x /www/cgi-bin/$1; }
            page fail 'printf "Status: 500 Oops\\r\\nContent-Type: text/plain\\r\\n\\r\\nout of memory\\nat main\\n"'
            page moved 'printf "Status: 302 Found\\r\\nLocation: /ok\\r\\n\\r\\n"'
            page slow 'sleep 20; printf "Content-Type: text/plain\\r\\n\\r\\nlate\\n"'
            page headers 'printf "Content-Type: text/plain\\r\\n\\r\\n"; env | grep ^HTTP_'
            page method 'printf "Content-Type: text/plain\\r\\n\\r\\n$REQUEST_METHOD\\n"'
            page once 'if mkdir /www/asked; then printf "Status: 503 No\\r\\n\\r\\n"; else printf "\\r\\nwarm\\n"; fi'
            mkdir -p /www/private; echo yours > /www/private/page
            echo /private:user:pass > /etc/httpd.conf
            httpd -f -p 8080 -h /www -c /etc/httpd.conf
            """;

    private SampleDeployments() {}

    /** Makes one and waits until its pods are ready. */
    static void ready(ScratchNamespace namespace, String name, int replicas) {
        create(namespace, name, replicas, "{tcpSocket: {port: 8080}, periodSeconds: 1}");
        ScratchNamespace.await(() -> namespace
                        .get("deployments", name)
                        .path("status")
                        .path("readyReplicas")
                        .asInt()
                == replicas);
    }

    /** Makes one whose pods never get ready. */
    static void neverReady(ScratchNamespace namespace, String name) {
        create(namespace, name, 1, "{exec: {command: ['false']}, periodSeconds: 1}");
    }

    private static void create(ScratchNamespace namespace, String name, int replicas, String probe) {
        namespace.create("deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: app
                        image: %3$s/library/busybox:1.35
                        ports: [{name: web, containerPort: 8080}]
                        readinessProbe: %4$s
                        command: [sh, -c, %5$s]
                """.formatted(name, replicas, RealParts.registry(), probe, quoted(SERVER)));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
