package dev.fairlead.script.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.NeedsBrowser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A browser without a window, told what to do by its DevTools protocol. One page, one thread. */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LISTENING = "DevTools listening on ws://";

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private int last;

    /** @param profile an empty directory for all that it keeps */
    Chromium(Path profile) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        NeedsBrowser.Condition.program().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpClient client = HttpClient.newHttpClient();
        URI pages = URI.create("http://" + address() + "/json/list");
        String page = "";
        while (page.isEmpty()) {
            String list = client.send(HttpRequest.newBuilder(pages).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode one : JSON.readTree(list)) {
                page = one.path("type").asText().equals("page")
                        ? one.path("webSocketDebuggerUrl").asText()
                        : page;
            }
        }
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page), new Listening())
                .join();
        for (String domain : new String[] {"Page", "Network", "Log", "Runtime"}) {
            call(domain + ".enable", "{}");
        }
    }

    /** Shows a page in a window of that size, and waits until it is loaded. */
    void open(Path file, int width, int height, String scheme) throws InterruptedException {
        call("Emulation.setDeviceMetricsOverride", """
                {"width": %d, "height": %d, "deviceScaleFactor": 1, "mobile": %s}""".formatted(width, height, width < 600));
        media("", scheme);
        events.clear();
        call("Page.navigate", "{\"url\": \"" + file.toUri() + "\"}");
        while (events.stream().noneMatch(event -> event.path("method").asText().equals("Page.loadEventFired"))) {
            next();
        }
    }

    /** @param medium {@code print}, or empty for the screen */
    void media(String medium, String scheme) throws InterruptedException {
        call("Emulation.setEmulatedMedia", """
                {"media": "%s", "features": [{"name": "prefers-color-scheme", "value": "%s"}]}""".formatted(medium, scheme));
    }

    /** The value of an expression in the page. */
    JsonNode value(String expression) throws InterruptedException {
        ObjectNode parameters =
                JSON.createObjectNode().put("expression", expression).put("returnByValue", true);
        JsonNode result = call("Runtime.evaluate", parameters.toString());
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** The addresses that were asked for since the page was opened, its own first. */
    List<String> requests() {
        return events.stream()
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").asText())
                .toList();
    }

    /** What the browser complained of since the page was opened. */
    List<String> complaints() {
        return events.stream()
                .filter(event -> List.of("Log.entryAdded", "Runtime.exceptionThrown")
                        .contains(event.path("method").asText()))
                .map(JsonNode::toString)
                .toList();
    }

    /** The whole page as PNG, however high it is. */
    byte[] picture() throws InterruptedException {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", "{\"captureBeyondViewport\": true}")
                        .path("data")
                        .asText());
    }

    /** The page on paper. */
    byte[] pdf() throws InterruptedException {
        return Base64.getDecoder()
                .decode(call("Page.printToPDF", "{\"preferCSSPageSize\": true, \"printBackground\": false}")
                        .path("data")
                        .asText());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String address() throws IOException {
        BufferedReader complaints =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = complaints.readLine(); line != null; line = complaints.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread drain = new Thread(() -> complaints.lines().forEach(ignored -> {}), "browser's complaints");
                drain.setDaemon(true);
                drain.start();
                return line.substring(LISTENING.length()).replaceFirst("/.*", "");
            }
            said.append(line).append('\n');
        }
        throw new IOException("the browser does not start: " + said);
    }

    private JsonNode call(String method, String parameters) throws InterruptedException {
        int id = ++last;
        socket.sendText("{\"id\": " + id + ", \"method\": \"" + method + "\", \"params\": " + parameters + "}", true)
                .join();
        JsonNode answer = next();
        while (answer.path("id").asInt() != id) {
            answer = next();
        }
        if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private JsonNode next() throws InterruptedException {
        JsonNode message = heard.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the browser says nothing more");
        }
        if (message.has("method")) {
            events.add(message);
        }
        return message;
    }

    /** Puts the parts of messages together. */
    private final class Listening implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
            text.append(part);
            if (whole) {
                try {
                    heard.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
