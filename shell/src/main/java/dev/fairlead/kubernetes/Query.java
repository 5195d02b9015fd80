package dev.fairlead.kubernetes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The parameters of a request's path; those without a value are left out. */
public final class Query {
    private final StringBuilder text = new StringBuilder();

    public Query with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.length() == 0 ? '?' : '&').append(name).append('=');
            text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    public Query with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** With {@code true} where the flag is set, else nothing. */
    public Query with(String name, boolean flag) {
        return with(name, flag ? "true" : "");
    }

    public String on(String path) {
        return path + text;
    }
}
