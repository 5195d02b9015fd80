package dev.fairlead.gate;

import dev.fairlead.http.HttpHeader;
import dev.fairlead.notification.Masking;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Keeps credentials out of the gates of plans and releases, which stand in files and in the cluster. In the place of one
 * stands a variable; this session knows its value, and whoever else goes on with the release sets it in the environment.
 * Safe for several threads.
 */
public final class GateSecrets {
    /** What the variables' names begin with. */
    static final String PREFIX = "FAIRLEAD_GATE_";

    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i).*(auth|cookie|token|key|secret|pass|pwd|credential|session|signature|bearer|jwt).*");

    /** Options that may hold credentials somewhere within; other options and arguments are queries, code or names. */
    private static final Set<String> TEXTS = Set.of("url", "path", "line");

    private final Map<String, String> values = new ConcurrentHashMap<>();

    /**
     * The gate's text with variables in the place of credentials.
     *
     * @throws dev.fairlead.failure.OpsException of kind USAGE where it is no gate
     */
    public String kept(String typed) {
        GateText text = GateText.of(typed);
        GateKind<?> kind = GateKinds.of(text);
        kind.read(text);
        GateText kept = new GateText(text.kind());
        text.options().forEach((name, all) -> all.forEach(value -> kept.add(name, kept(name, value))));
        String argument = text.argument();
        kept.argument(TEXTS.contains(kind.syntax().argument()) ? hidden(argument, "SECRET") : argument);
        return kept.toString().equals(text.toString()) ? typed : kept.toString();
    }

    private String kept(String option, String value) {
        if (option.equals("header")) {
            return header(value);
        }
        return TEXTS.contains(option) ? hidden(value, "SECRET") : value;
    }

    private String header(String typed) {
        HttpHeader header = HttpHeader.parse(typed);
        String name = header.name().toUpperCase(Locale.ROOT).replaceAll("\\W", "_");
        String hidden = hidden(header.toString(), name);
        boolean open = !header.value().isEmpty() && hidden.equals(header.toString()) && !GateVariables.isIn(hidden);
        return open && CREDENTIAL.matcher(header.name()).matches()
                ? header.name() + ": " + variable(header.value(), name)
                : hidden;
    }

    private String hidden(String text, String name) {
        UnaryOperator<String> instead = secret -> GateVariables.isIn(secret + "}") ? secret : variable(secret, name);
        return Masking.text(text, instead);
    }

    /** One of that name, or of that with a number where it stands for something else. */
    private synchronized String variable(String value, String name) {
        String free = PREFIX + name;
        for (int i = 2; values.containsKey(free) && !values.get(free).equals(value); i++) {
            free = PREFIX + name + "_" + i;
        }
        values.put(free, value);
        return "${" + free + "}";
    }

    /** The environment with what is known here. */
    Map<String, String> in(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(values);
        return all;
    }
}
