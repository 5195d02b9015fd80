package dev.fairlead.kubernetes;

import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.PeerAnswers;
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
        // By itself okhttp would send a write again whose connection broke, done or not.
        builder.retryOnConnectionFailure(false).addInterceptor(new ApiServerAnswers(PeerAnswers.Pace.USUAL));
        ruled(builder);
    }

    /** Only how connections are made. */
    final void ruled(OkHttpClient.Builder builder) {
        rules.apply(builder);
    }
}
