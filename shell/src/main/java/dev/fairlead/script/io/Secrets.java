package dev.fairlead.script.io;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.Masking;
import dev.fairlead.progress.ProgressEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values that a script must never show or keep. Safe for several threads. */
public final class Secrets {
    public static final String MASK = "***";

    private final Set<String> values = ConcurrentHashMap.newKeySet();

    /** Each line of a value counts, too: output comes line by line. So do the forms that it has in headers and URLs. */
    public void add(String value) {
        value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(values::add);
        if (!value.isBlank()) {
            values.add(value);
            values.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            values.add(Base64.getEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    public boolean isIn(String text) {
        return values.stream().anyMatch(text::contains);
    }

    /** The text with {@code ***} in the place of every secret, the longest first as one may hold another. */
    public String mask(String text) {
        if (values.isEmpty() || !isIn(text)) {
            return text;
        }
        String masked = text;
        for (String value : values.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    /** As {@link #mask(String)}, and without what looks like a credential anyhow. */
    public String masked(String text) {
        return Masking.text(mask(text));
    }

    /** Up to where a text that goes on shows all of its secrets: what is behind may be the beginning of one. */
    int wholeUpTo(String text) {
        int end = text.length();
        for (String value : values) {
            for (int i = Math.max(0, text.length() - value.length() + 1); i < end; i++) {
                if (value.startsWith(text.substring(i))) {
                    end = i;
                }
            }
        }
        int before;
        do {
            before = end;
            for (String value : values) {
                // One that lies across that place would be cut in two.
                for (int i = Math.max(0, end - value.length() + 1); i < end; i++) {
                    if (text.startsWith(value, i)) {
                        end = i;
                    }
                }
            }
        } while (end < before);
        return end;
    }

    public List<String> mask(List<String> texts) {
        return texts.stream().map(this::mask).toList();
    }

    /** The same failure without secrets. */
    public OpsException mask(OpsException failure) {
        String all = failure.message() + failure.details() + failure.hints();
        if (values.isEmpty() || !isIn(all) && !isIn(failure, identities())) {
            return failure;
        }
        Throwable cause = mask(failure.getCause(), identities());
        if (failure instanceof Cancelled) {
            return new Cancelled(mask(failure.message()), mask(failure.hints()));
        }
        return new OpsException(
                failure.kind(), mask(failure.message()), mask(failure.details()), mask(failure.hints()), cause);
    }

    /** Those without secrets stay as they are. */
    private @Nullable Throwable mask(@Nullable Throwable cause, Set<Throwable> seen) {
        if (cause == null || !isIn(cause, identities())) {
            return cause;
        }
        return seen.add(cause)
                ? new MaskedCause(mask(String.valueOf(cause)), cause.getStackTrace(), mask(cause.getCause(), seen))
                : null;
    }

    /** A stack trace has the words of every cause, of everything suppressed, and of theirs; they may form a circle. */
    private boolean isIn(@Nullable Throwable thrown, Set<Throwable> seen) {
        return thrown != null
                && seen.add(thrown)
                && (isIn(String.valueOf(thrown))
                        || isIn(thrown.getCause(), seen)
                        || Stream.of(thrown.getSuppressed()).anyMatch(more -> isIn(more, seen)));
    }

    private static Set<Throwable> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    public ProgressEvent mask(ProgressEvent event) {
        if (values.isEmpty()) {
            return event;
        }
        if (event instanceof ProgressEvent.Printed e) {
            return new ProgressEvent.Printed(mask(e.text()), e.raw());
        } else if (event instanceof ProgressEvent.Note e) {
            return new ProgressEvent.Note(mask(e.text()));
        } else if (event instanceof ProgressEvent.Warning e) {
            return new ProgressEvent.Warning(mask(e.text()));
        } else if (event instanceof ProgressEvent.Output e) {
            return new ProgressEvent.Output(e.task(), mask(e.line()));
        } else if (event instanceof ProgressEvent.Started e) {
            return new ProgressEvent.Started(e.task(), mask(e.title()));
        } else if (event instanceof ProgressEvent.Advanced e) {
            return new ProgressEvent.Advanced(e.task(), mask(e.state()), e.done(), e.total(), e.unit());
        } else if (event instanceof ProgressEvent.Finished e) {
            return new ProgressEvent.Finished(e.task(), mask(e.title()), e.well(), e.took());
        }
        return event;
    }
}
