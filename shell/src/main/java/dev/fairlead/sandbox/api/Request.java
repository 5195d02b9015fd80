package dev.fairlead.sandbox.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A request as it came.
 *
 * @param path decoded, without the query
 */
record Request(String method, String path, Map<String, String> query, String accept, String contentType, byte[] body) {

    static Request of(String method, URI uri, String accept, String contentType, byte[] body) {
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            query.put(decoded(key), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new Request(method, uri.getPath(), query, accept, contentType, body);
    }

    String option(String name) {
        return query.getOrDefault(name, "");
    }

    boolean is(String name) {
        return option(name).equals("true") || option(name).equals("1");
    }

    boolean isDryRun() {
        return option("dryRun").equals("All");
    }

    /** Who writes; by the program's name where the request does not say. */
    String manager() {
        return query.getOrDefault("fieldManager", "fairlead");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
