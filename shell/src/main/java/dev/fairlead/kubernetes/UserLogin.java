package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UserFile;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The login of a user while a session lasts. A token's file is read for each request, since others write it anew; a
 * plugin is asked once, and again when what it gave expires or is refused. Safe for several threads.
 */
final class UserLogin implements OAuthTokenProvider {
    private final KubeUser user;
    private final Supplier<ExecCredential> plugin;
    private @Nullable ExecCredential given;

    /** @param plugin runs the user's plugin, where there is one */
    UserLogin(KubeUser user, Supplier<ExecCredential> plugin) {
        this.user = user;
        this.plugin = plugin;
    }

    /**
     * Sees to it that there is a login which has not expired.
     *
     * @return whether requests now carry another certificate than before
     * @throws OpsException when the file or the plugin gives none
     */
    synchronized boolean prepare() {
        user.tokenFile().filter(file -> user.token().isEmpty()).ifPresent(UserLogin::requireToken);
        if (!byPlugin()) {
            return false;
        }
        ExecCredential known = given;
        return known == null || known.isExpired(Instant.now()) ? ask(known) : false;
    }

    /** Null where requests carry none. */
    @Override
    public synchronized @Nullable String getToken() {
        Optional<String> file = user.tokenFile().flatMap(UserLogin::read);
        if (file.isPresent() || user.token().isPresent()) {
            return file.or(user::token).get();
        }
        ExecCredential known = given;
        return known == null || known.token().isEmpty() ? null : known.token();
    }

    /** Asks the plugin again, unless another thread did since that token was refused; says whether there is another. */
    synchronized boolean renew(@Nullable String refused) {
        ExecCredential known = given;
        if (known != null && Objects.equals(getToken(), refused)) {
            return ask(known) || !Objects.equals(getToken(), refused);
        }
        return !Objects.equals(getToken(), refused);
    }

    synchronized Optional<ClientCertificate> certificate() {
        return user.certificate().or(() -> Optional.ofNullable(given).flatMap(ExecCredential::certificate));
    }

    private boolean byPlugin() {
        return user.plugin().isPresent()
                && user.token().isEmpty()
                && user.tokenFile().isEmpty();
    }

    private boolean ask(@Nullable ExecCredential before) {
        ExecCredential fresh = plugin.get();
        given = fresh;
        return before != null && !before.certificateText().equals(fresh.certificateText());
    }

    private static Optional<String> read(String file) {
        try {
            return Optional.of(UserFile.text(Path.of(file)).strip()).filter(token -> !token.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void requireToken(String file) {
        try {
            if (!UserFile.text(Path.of(file)).isBlank()) {
                return;
            }
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.NOT_FOUND, "cannot read the token file " + file + ": " + SystemFailures.why(e), e);
        }
        throw new OpsException(FailureKind.INVALID, "the token file " + file + " is empty");
    }
}
