package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.sandbox.LoopbackHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

/**
 * The server on this machine's loopback address, for whoever knows its token. The token is a part of its address, as
 * kubectl sends no other credentials without TLS.
 */
public final class ApiServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads;
    private final Requests requests;
    private final Store store;
    private final PodBackend backend;
    private final String base;
    private volatile boolean closed;

    private ApiServer(HttpServer http, Requests requests, Store store, PodBackend backend, String token) {
        this.http = http;
        this.requests = requests;
        this.store = store;
        this.backend = backend;
        this.base = "/" + token + "/";
        this.threads = LoopbackHttp.threads("sandbox request");
    }

    /** Listens on a free port. */
    static ApiServer start(Requests requests, Store store, PodBackend backend, String token) throws IOException {
        HttpServer http = LoopbackHttp.create();
        ApiServer server = new ApiServer(http, requests, store, backend, token);
        http.setExecutor(server.threads);
        http.createContext("/", server::serve);
        http.start();
        return server;
    }

    /** With the token. */
    public String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + base.substring(0, base.length() - 1);
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            String address = exchange.getRequestURI().toString();
            boolean known = address.startsWith(base);
            URI within = URI.create(known ? address.substring(base.length() - 1) : "/");
            boolean control = known && within.getPath().startsWith("/sandbox/");
            if (!control && backend.outage().isPresent()) {
                return; // closing without an answer is what a dead server looks like
            }
            Request request = Request.of(
                    exchange.getRequestMethod(),
                    within,
                    header(exchange, "Accept"),
                    header(exchange, "Content-Type"),
                    exchange.getRequestBody().readAllBytes());
            try {
                if (!known) {
                    throw StatusRefusal.unauthorized();
                }
                answer(exchange, request, control);
            } catch (StatusRefusal e) {
                send(exchange, Reply.of(e.code(), e.toStatus()));
            }
        } catch (IOException e) {
            // The other side has gone; its request is done with.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Request request, boolean control)
            throws IOException, InterruptedException {
        if (control) {
            JsonNode body = request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : Requests.read(request);
            String what = request.path().substring("/sandbox/".length());
            send(exchange, Reply.of(200, backend.control(request.method(), what, body)));
        } else if (request.method().equals("GET") && request.is("watch")) {
            watch(exchange, request);
        } else {
            send(exchange, reply(request));
        }
    }

    private Reply reply(Request request) {
        try {
            return requests.answer(request);
        } catch (NumberFormatException | ClassCastException e) {
            throw StatusRefusal.bad("the request cannot be understood: " + e.getMessage());
        } catch (StatusRefusal e) {
            throw e;
        } catch (RuntimeException e) {
            throw StatusRefusal.internal(e);
        }
    }

    private void watch(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        Address at = requests.address(request);
        Shapes shapes = requests.shapes(at, request);
        Watching watching = new Watching(store, at, request, shapes, Requests.selection(at, request));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            watching.run(out, () -> !closed && backend.outage().isEmpty());
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.code(), reply.body().length == 0 ? -1 : reply.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(reply.body());
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    @Override
    public void close() {
        closed = true;
        http.stop(0);
        threads.shutdownNow();
    }
}
