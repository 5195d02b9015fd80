package dev.fairlead.applyset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApplySetRequestTest {
    @Test
    void theLineCanBeTypedAgain() {
        ApplySetRequest request = ApplySetRequest.of("shop", List.of("a b.yaml", "m/"))
                .in(ClusterScope.namespace("web"))
                .recursively();
        assertEquals("rollout apply shop -f 'a b.yaml' -f m/ -R -n web", request.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Shop", "a/b", "-a", "a-", "a.b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aNameThatNoSetCanHaveIsRefused(String name) {
        OpsException refused = assertThrows(OpsException.class, () -> ApplySetRequest.of(name, List.of("m")));
        assertEquals(FailureKind.USAGE, refused.kind());
    }
}
