package dev.fairlead.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The words that all messages for people have in common. Credentials are masked in them. */
final class MessageText {
    private MessageText() {}

    /** {@code deployment/web in dev/shop: rolled back}. */
    static String headline(Notification notice) {
        return notice.workload() + " in " + notice.place() + ": " + notice.event();
    }

    /** {@code canary, by ann, after 1m 5s}. */
    static String circumstances(Notification notice) {
        List<String> words = new ArrayList<>();
        if (!notice.strategy().isEmpty()) {
            words.add(notice.strategy());
        }
        if (!notice.who().isEmpty()) {
            words.add("by " + Masking.text(notice.who()));
        }
        if (!notice.took().isZero()) {
            words.add("after " + duration(notice.took()));
        }
        return String.join(", ", words);
    }

    /** {@code probe: 3 pods are not ready}. */
    static String reason(Notification.Reason reason) {
        String message = Masking.text(reason.message());
        return reason.family().isEmpty() ? message : reason.family() + ": " + message;
    }

    static String duration(Duration took) {
        if (took.toMillis() < 10_000) {
            return took.toMillis() / 1000 + "." + took.toMillis() % 1000 / 100 + "s";
        }
        String hours = took.toHours() > 0 ? took.toHours() + "h " : "";
        String minutes = took.toMinutes() > 0 ? took.toMinutesPart() + "m " : "";
        return hours + minutes + took.toSecondsPart() + "s";
    }

    /** The text with at most so many UTF-16 units, its end replaced by an ellipsis. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
