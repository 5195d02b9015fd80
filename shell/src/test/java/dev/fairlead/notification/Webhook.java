package dev.fairlead.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A server that keeps what was posted to it and answers as it is told; the last answer is given again and again. */
public final class Webhook implements AutoCloseable {
    private final HttpServer server;
    private final List<Posted> posted = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Answer> answers = new ArrayDeque<>();

    public record Posted(String path, com.sun.net.httpserver.Headers headers, byte[] body) {
        public JsonNode json() throws IOException {
            return JsonTree.read(body);
        }
    }

    public record Answer(int code, String body, String retryAfter) {
        public static Answer of(int code, String body) {
            return new Answer(code, body, "");
        }
    }

    public Webhook(Answer... answers) throws IOException {
        this.answers.addAll(Arrays.asList(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    NotificationTarget target(String format) {
        return NotificationTarget.parse(format + "=" + url());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/hush?key=hush";
    }

    public List<Posted> posted() {
        return List.copyOf(posted);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        posted.add(new Posted(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
