package dev.fairlead.kubernetes;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A token from a file or a plugin, kept until the server refuses it. Safe for several threads. */
final class FreshToken implements OAuthTokenProvider {
    private final Supplier<@Nullable String> source;
    private @Nullable String token;

    FreshToken(@Nullable String token, Supplier<@Nullable String> source) {
        this.token = token;
        this.source = source;
    }

    @Override
    public synchronized @Nullable String getToken() {
        return token;
    }

    /** Asks the source again, unless another thread did since that token was refused; says whether it is another now. */
    synchronized boolean renew(@Nullable String refused) {
        String known = token;
        if (known != null && known.equals(refused)) {
            token = source.get();
        }
        return token != null && !token.equals(refused);
    }
}
