package dev.fairlead.image;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be asked, from its {@code WWW-Authenticate} header (RFC 7235).
 *
 * @param scheme {@code basic} or {@code bearer}
 * @param parameters e.g. realm, service and scope
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PARAMETER =
            Pattern.compile("([a-zA-Z_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,]+))");

    /** The first challenge that can be answered, bearer before basic. */
    static Optional<Challenge> of(List<String> headers) {
        Optional<Challenge> basic = Optional.empty();
        for (String header : headers) {
            Challenge challenge = parse(header);
            if (challenge.scheme.equals("bearer")
                    && !challenge.parameter("realm").isEmpty()) {
                return Optional.of(challenge);
            }
            if (challenge.scheme.equals("basic")) {
                basic = Optional.of(challenge);
            }
        }
        return basic;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static Challenge parse(String header) {
        String text = header.strip();
        int blank = text.indexOf(' ');
        String scheme = blank < 0 ? text : text.substring(0, blank);
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(blank < 0 ? "" : text.substring(blank));
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return new Challenge(scheme.toLowerCase(Locale.ROOT), Map.copyOf(parameters));
    }
}
