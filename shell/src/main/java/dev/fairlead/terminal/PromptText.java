package dev.fairlead.terminal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** The text before the cursor: where a line will act, in what mode, and whether that place answers. */
final class PromptText {
    static final String CONTINUATION = "...> ";

    private static final Pattern PRODUCTION = Pattern.compile("(?i)(^|[^a-z])(prod|production|prd|live)([^a-z]|$)");
    private static final AttributedStyle QUIET = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle SANDBOX = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle ALARM =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold();
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();

    private PromptText() {}

    /**
     * @param place null while it is not known yet, empty where there is no cluster
     * @param unreachable whether the cluster did not answer the last line
     */
    static AttributedString of(@Nullable Optional<SessionPlace> place, InputMode mode, boolean unreachable) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.styled(AttributedStyle.DEFAULT.bold(), "fairlead");
        if (place != null) {
            text.append(" ");
            place.ifPresentOrElse(
                    p -> text.styled(style(p), p.context() + "/" + p.namespace()),
                    () -> text.styled(FAINT, "(no cluster)"));
        }
        if (unreachable) {
            text.append(" ").styled(ALARM, "!unreachable");
        }
        if (!mode.label().isEmpty()) {
            text.append(" ").styled(FAINT, "[" + mode.label() + "]");
        }
        return text.append("> ").toAttributedString();
    }

    /** Nothing in a sandbox is alarming, whatever it is called. */
    private static AttributedStyle style(SessionPlace place) {
        return place.sandbox() ? SANDBOX : looksLikeProduction(place) ? ALARM : QUIET;
    }

    static boolean looksLikeProduction(SessionPlace place) {
        return PRODUCTION.matcher(place.context()).find()
                || PRODUCTION.matcher(place.namespace()).find();
    }
}
