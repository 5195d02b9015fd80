package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainPathsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /version                                                              | true
            /apis                                                                 | true
            /api/v1                                                               | true
            /apis/apps/v1                                                         | true
            /api/v1/namespaces                                                    | true
            /api/v1/namespaces/web                                                | true
            /api/v1/namespaces/web/finalize                                       | true
            /prefix/api/v1/namespaces/web/configmaps?watch=true&limit=1           | true
            /apis/apps/v1/namespaces/api/deployments/web/scale                    | true
            /apis/rbac.authorization.k8s.io/v1/clusterroles/system:node           | true
            /apis/apps/v1/namespaces/a%20b/deployments                            | true
            /api/v1/namespaces/web/pods/a/log?container=app&tailLines=3           | true
            /api/v1/namespaces/web/services/a:80/proxy/some/page?q=1              | true
            /openapi/v2?timeout=32s                                               | true
            /apis/custom.metrics.k8s.io/v1beta1/namespaces/web/pods/a/requests    | true
            /apis/metrics.k8s.io/v1beta1/namespaces/web/pods                      | true
            /api/v1/namespaces/web/configmaps/../secrets/db                       | false
            /api/v1/namespaces/web/configmaps/..                                  | false
            /api/v1/namespaces/web/configmaps/.                                   | false
            /api/v1/namespaces/web/configmaps/                                    | false
            /api/v1/namespaces/web/configmaps//                                   | false
            /api/v1/namespaces/web/configmaps/a#x                                 | false
            /api/v1/namespaces/web/configmaps/a?x=y                               | false
            /api/v1/namespaces/web/configmaps/a?                                  | false
            /api/v1/namespaces/web/configmaps/%2e%2e                              | false
            /api/v1/namespaces/web/configmaps/a%2fb                               | false
            /api/v1/namespaces/web/configmaps/a%2561                              | false
            /api/v1/namespaces/web/configmaps/a/b                                 | false
            /api/v1/namespaces/web/configmaps/a/b/c                               | false
            /api/v1/namespaces/web/secrets/configmaps/db                          | false
            /api/v1/namespaces/../secrets                                         | false
            /api/v1/namespaces//secrets                                           | false
            /api/v1/namespaces/%2e%2e/secrets                                     | false
            /api/v1/namespaces/web/services/a:80/proxy/../../b:80                 | false
            """)
    void onlyAPathWhoseNamesAreSegmentsPasses(String path, boolean plain) {
        assertEquals(plain, PlainPaths.isPlain(URI.create("http://127.0.0.1:1" + path)));
    }
}
