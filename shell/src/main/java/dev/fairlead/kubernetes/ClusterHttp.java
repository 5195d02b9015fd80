package dev.fairlead.kubernetes;

import dev.fairlead.http.ConnectionRules;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import okhttp3.OkHttpClient;

/** Makes fabric8's clients, whose connections go by our rules. */
class ClusterHttp extends OkHttpClientFactory {
    private final ConnectionRules rules;

    ClusterHttp(ConnectionRules rules) {
        this.rules = rules;
    }

    HttpClient.Builder builder(Config config) {
        HttpClient.Factory factory = this;
        return factory.newBuilder(config);
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        rules.apply(builder);
    }
}
