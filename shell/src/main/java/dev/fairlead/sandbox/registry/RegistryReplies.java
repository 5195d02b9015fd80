package dev.fairlead.sandbox.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One exchange with a client of the registry: what it asked and what it is answered. */
record RegistryReplies(HttpExchange exchange) {
    private static final String JSON = "application/json";
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");

    String method() {
        return exchange.getRequestMethod();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** A value of the query, or of the request's headers, or empty. */
    String query(String name) {
        return query().getOrDefault(name, "");
    }

    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    RegistryReplies with(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
        return this;
    }

    void empty(int status) throws IOException {
        with("Content-Length", "0");
        exchange.sendResponseHeaders(status, -1);
    }

    void json(int status, String body) throws IOException {
        with("Content-Type", JSON).bytes(status, body.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(int status, byte[] body) throws IOException {
        if (isHead() || body.length == 0) {
            with("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream sink = exchange.getResponseBody()) {
            sink.write(body);
        }
    }

    /** The file, or what of it is asked for from a byte on (RFC 9110, 14.2). */
    void file(Path file) throws IOException {
        long size = Files.size(file);
        Matcher range = FROM.matcher(header("Range"));
        long from = range.matches() ? Long.parseLong(range.group(1)) : 0;
        boolean part = from > 0 && from < size;
        if (isHead() || size == 0) {
            with("Content-Length", String.valueOf(size));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        if (part) {
            with("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
        }
        exchange.sendResponseHeaders(part ? 206 : 200, part ? size - from : size);
        try (OutputStream sink = exchange.getResponseBody();
                InputStream content = Files.newInputStream(file)) {
            content.skipNBytes(part ? from : 0);
            content.transferTo(sink);
        }
    }

    /** The part of a sorted list that {@code n} and {@code last} ask for, with a link to the next one. */
    List<String> page(List<String> all, String path) {
        List<String> after = all.stream()
                .filter(name ->
                        name.compareTo(query("last")) > 0 || query("last").isEmpty())
                .toList();
        String most = query("n");
        if (!most.matches("\\d{1,6}") || Integer.parseInt(most) >= after.size()) {
            return after;
        }
        List<String> page = after.subList(0, Integer.parseInt(most));
        if (!page.isEmpty()) {
            with("Link", "<" + path + "?last=" + page.get(page.size() - 1) + "&n=" + most + ">; rel=\"next\"");
        }
        return page;
    }

    private Map<String, String> query() {
        Map<String, String> values = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : (query == null ? "" : query).split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
