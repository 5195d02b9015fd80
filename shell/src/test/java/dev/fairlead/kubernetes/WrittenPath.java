package dev.fairlead.kubernetes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Tests write paths as they stand in a request. */
public final class WrittenPath {
    private WrittenPath() {}

    /** @param text e.g. {@code /api/v1/namespaces/web/pods?limit=5} */
    public static ApiPath of(String text) {
        List<String> halves = Arrays.asList(text.split("\\?", 2));
        ApiPath path = path(new ArrayDeque<>(List.of(halves.get(0).substring(1).split("/"))));
        for (String pair : halves.size() < 2 ? new String[0] : halves.get(1).split("&")) {
            String[] both = pair.split("=", 2);
            path = path.with(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return path;
    }

    private static ApiPath path(Deque<String> steps) {
        String version = steps.pop().equals("api") ? steps.pop() : steps.pop() + "/" + steps.pop();
        String first = steps.pop();
        ApiPath path;
        if (first.equals("namespaces") && steps.size() > 1) {
            String namespace = steps.pop();
            path = ApiPath.of(version, namespace, steps.pop());
        } else {
            path = ApiPath.of(version, "", first);
        }
        path = steps.isEmpty() ? path : path.object(steps.pop());
        while (!steps.isEmpty()) {
            path = path.part(steps.pop());
        }
        return path;
    }
}
