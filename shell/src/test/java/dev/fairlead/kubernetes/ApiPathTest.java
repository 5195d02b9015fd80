package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ApiPathTest {
    private static final List<String> REFUSED = List.of(
            "", ".", "..", "/", "a/", "/a", "a/b", "../secrets/victim", "%", "a%2fb", "%2e%2e", "..%2f", "100%");

    @Test
    void whatKubectlRefusesAsASegmentIsRefused() {
        for (String name : REFUSED) {
            refused(() -> pods().object(name));
            refused(() -> ApiPath.namespace(name));
            refused(() -> ApiPath.proxied("web", "services", name, "/"));
            if (!name.isEmpty()) {
                refused(() -> ApiPath.of("v1", name, "pods"));
            }
        }
    }

    @Test
    void everythingElseIsOneEncodedSegment() {
        assertEquals(
                "/api/v1/namespaces/web/pods/system:node",
                pods().object("system:node").toString());
        assertEquals(
                "/api/v1/namespaces/web/pods/keep1%23x",
                pods().object("keep1#x").toString());
        assertEquals(
                "/api/v1/namespaces/web/pods/keep2%3Fx=y",
                pods().object("keep2?x=y").toString());
        assertEquals(
                "/api/v1/namespaces/web/pods/a%20b%7Cc", pods().object("a b|c").toString());
        assertEquals(
                "/api/v1/namespaces/web/pods/$%7BX%7D", pods().object("${X}").toString());
        assertEquals("/api/v1/namespaces/web/pods/...", pods().object("...").toString());
        assertEquals(
                "/api/v1/namespaces/%C3%BC/pods",
                ApiPath.of("v1", "\u00fc", "pods").toString());
    }

    /** What the server decodes is what was asked for, in the same place of the same path. */
    @Test
    void noNameLeavesItsSegment() {
        Random random = new Random(12);
        String alphabet = "ab.-_~:@!$&'()*+,;=#?%/\\ |{}[]<>^`\"\t\n\0\u007f\u00fc\u20ac";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String name = text.toString();
            if (ApiPath.problem(name).isPresent()) {
                refused(() -> pods().object(name));
                continue;
            }
            String path = pods().object(name).part("log").toString();
            assertEquals(path, URI.create("https://server" + path).normalize().getRawPath(), name);
            List<String> steps = List.of(path.split("/", -1));
            assertEquals(List.of("", "api", "v1", "namespaces", "web", "pods"), steps.subList(0, 6), name);
            assertEquals(8, steps.size(), name);
            assertEquals(name, decoded(steps.get(6)));
        }
    }

    @Test
    void pathsBehindAProxyStayThere() {
        String proxy = "/api/v1/namespaces/web/services/https:app:80/proxy";
        assertEquals(proxy + "/a/?q=%20b", behind("/a/?q= b"));
        assertEquals(proxy + "/%20%5C..%23x%2f", behind("/ \\..#x%2f"));
        for (String path : List.of("/..", "/../../secrets", "/a/%2e%2e/b", "/.%2E", "/./a", "/%2e")) {
            refused(() -> ApiPath.proxied("web", "services", "app:80", path));
        }
    }

    @Test
    void aFieldSelectorHoldsOneValue() {
        assertEquals("metadata.name=a\\,b\\=c\\\\d", ApiPath.field("metadata.name", "a,b=c\\d"));
    }

    private static String behind(String path) {
        return ApiPath.proxied("web", "services", "https:app:80", path).toString();
    }

    private static ApiPath pods() {
        return ApiPath.of("v1", "web", "pods");
    }

    private static void refused(Supplier<ApiPath> path) {
        OpsException refusal = assertThrows(OpsException.class, path::get);
        assertEquals(FailureKind.USAGE, refusal.kind());
    }

    private static String decoded(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < segment.length()) {
            boolean encoded = segment.charAt(at) == '%';
            bytes.write(encoded ? Integer.parseInt(segment.substring(at + 1, at + 3), 16) : segment.charAt(at));
            at += encoded ? 3 : 1;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
