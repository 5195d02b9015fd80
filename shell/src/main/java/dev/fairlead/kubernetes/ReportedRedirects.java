package dev.fairlead.kubernetes;

import dev.fairlead.http.ConnectionRules;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Makes clients that hand redirects to who asked: fabric8's own follow every one, and cannot be told not to. */
final class ReportedRedirects extends ClusterHttp {
    /** The header that says where an answer redirects to. */
    public static final String LOCATION = "Fairlead-Location";

    private ReportedRedirects(ConnectionRules rules) {
        super(rules);
    }

    public static HttpClient client(Config config, ConnectionRules rules) {
        return new ReportedRedirects(rules).builder(config).build();
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        ruled(builder);
        builder.addNetworkInterceptor(ReportedRedirects::renamed);
    }

    private static Response renamed(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String location = response.header("Location");
        return location == null
                ? response
                : response.newBuilder()
                        .removeHeader("Location")
                        .header(LOCATION, location)
                        .build();
    }
}
