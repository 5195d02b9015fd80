package dev.fairlead.release;

import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.ScratchNamespace;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that asks service/web all the time, one request after another, through the API server's proxy. */
final class Load implements AutoCloseable {
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Thread client;

    Load(ScratchNamespace namespace) {
        ClusterClient cluster = namespace.client();
        URI web = URI.create(cluster.uri(ApiPath.proxied(namespace.name, "services", "web:8080", "/")));
        client = new Thread(() -> ask(cluster.proxying(), web), "load");
        client.setDaemon(true);
        client.start();
    }

    /** What was answered until now, with how often. */
    synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    private void ask(HttpClient http, URI web) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                HttpResponse<String> answer = http.sendAsync(
                                http.newHttpRequestBuilder().uri(web).build(), String.class)
                        .get(10, TimeUnit.SECONDS);
                count(answer.code() == 200 ? answer.body().strip() : "failed: " + answer.code() + " " + answer.body());
                // A request costs the node a process of its own; more of them would slow the pods that answer.
                TimeUnit.MILLISECONDS.sleep(40);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            count("failed: " + e);
        }
    }

    private synchronized void count(String answer) {
        answers.merge(answer, 1, Integer::sum);
    }

    @Override
    public void close() {
        client.interrupt();
    }
}
