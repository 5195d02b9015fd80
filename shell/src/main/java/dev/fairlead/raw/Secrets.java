package dev.fairlead.raw;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notice.Masking;
import dev.fairlead.progress.ProgressEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values that a script must never show or keep. Safe for several threads. */
public final class Secrets {
    public static final String MASK = "***";

    private final Set<String> values = ConcurrentHashMap.newKeySet();

    /** Each line of a value counts, too: output comes line by line. */
    public void add(String value) {
        value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(values::add);
        if (!value.isBlank()) {
            values.add(value);
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

    public List<String> mask(List<String> texts) {
        return texts.stream().map(this::mask).toList();
    }

    /** The same failure without secrets. */
    public OpsException mask(OpsException failure) {
        String all = failure.message() + failure.details() + failure.hints();
        if (values.isEmpty() || !isIn(all)) {
            return failure;
        }
        if (failure instanceof Cancelled) {
            return new Cancelled(mask(failure.message()), mask(failure.hints()));
        }
        return new OpsException(
                failure.kind(), mask(failure.message()), mask(failure.details()), mask(failure.hints()), null);
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
