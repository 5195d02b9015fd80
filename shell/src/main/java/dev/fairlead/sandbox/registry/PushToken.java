package dev.fairlead.sandbox.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who may change what the registry has: whoever knows its session's token. Everybody may read. Clients get their bearer
 * token as from Docker Hub, with a login for a push and without one for a pull.
 */
final class PushToken {
    /** Whom {@code docker login} names; it is not looked at. */
    static final String USER = "sandbox";

    private static final String READER = "reader";

    private final String text;

    PushToken() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        text = HexFormat.of().formatHex(random);
    }

    String text() {
        return text;
    }

    /** Whether a header shows that somebody may write: with the token as the bearer's, or as a password. */
    boolean mayWrite(String authorization) {
        return isToken(bearer(authorization)) || isToken(password(authorization));
    }

    /** Whether a header is one that a client got here. */
    boolean isKnown(String authorization) {
        return mayWrite(authorization) || bearer(authorization).equals(READER);
    }

    /** What a client goes on with; empty where its login is wrong. */
    Optional<String> bearerFor(String authorization) {
        return authorization.isEmpty()
                ? Optional.of(READER)
                : mayWrite(authorization) ? Optional.of(text) : Optional.empty();
    }

    private boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bearer(String authorization) {
        return after("Bearer ", authorization);
    }

    private static String password(String authorization) {
        try {
            String login =
                    new String(Base64.getDecoder().decode(after("Basic ", authorization)), StandardCharsets.UTF_8);
            return login.substring(login.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String after(String scheme, String authorization) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).strip()
                : "";
    }
}
