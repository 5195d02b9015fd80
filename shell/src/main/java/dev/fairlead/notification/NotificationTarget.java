package dev.fairlead.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A webhook that takes notices. Its URL is a secret: {@link #toString()} keeps the scheme and the host only, and no
 * refusal quotes more of it.
 */
public final class NotificationTarget {
    /** What a webhook understands. */
    enum Format {
        SLACK,
        WECOM,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String EXAMPLE = "write slack=URL, wecom=URL or json=URL";

    private final Format format;
    private final URI url;

    private NotificationTarget(Format format, URI url) {
        this.format = format;
        this.url = url;
    }

    /**
     * Understands {@code slack=URL}, {@code wecom=URL} and {@code json=URL}.
     *
     * @throws OpsException of kind USAGE
     */
    public static NotificationTarget parse(String text) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        for (Format format : Format.values()) {
            if (format.toString().equals(word) && equals > 0) {
                return new NotificationTarget(format, url(format, text.substring(equals + 1)));
            }
        }
        // A URL without its word must not be repeated either.
        String typed = word.matches("[A-Za-z]{1,20}") ? "\"" + word + "\"" : "what was written";
        throw new OpsException(FailureKind.USAGE, typed + " names no kind of webhook: " + EXAMPLE);
    }

    /** The targets of a text, separated by blanks, as settings hold them. */
    public static List<NotificationTarget> parseAll(String text) {
        List<NotificationTarget> targets = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                targets.add(parse(word));
            }
        }
        return targets;
    }

    private static URI url(Format format, String text) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw refused(format);
        }
        throw refused(format);
    }

    private static OpsException refused(Format format) {
        return new OpsException(FailureKind.USAGE, format + "= wants the webhook's URL, as https://host/path");
    }

    Format format() {
        return format;
    }

    /** Without the user and password that it may hold. */
    URI url() {
        String authority = url.getRawAuthority();
        String whole = url.toString();
        int at = authority.lastIndexOf('@');
        return at < 0 ? url : URI.create(whole.replace(authority, authority.substring(at + 1)));
    }

    /** The user and password that the URL holds, as {@code user:password}. */
    Optional<String> login() {
        return Optional.ofNullable(url.getUserInfo());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NotificationTarget target && target.format == format && target.url.equals(url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    /** Without its secrets: {@code slack=https://hooks.slack.com/***}. */
    @JsonValue
    @Override
    public String toString() {
        return format + "=" + Masking.url(url);
    }
}
