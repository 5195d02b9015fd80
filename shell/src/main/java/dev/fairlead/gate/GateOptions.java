package dev.fairlead.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What all kinds of gates have.
 *
 * @param name how messages call it
 * @param patience how long it is asked again while it has no data, where it is told to wait; typed {@code wait=}
 * @param tries how often it may be asked until it passes
 * @param every how long to wait between two tries
 * @param hold how long it must go on to pass; typed {@code for=}
 * @param timeout how long one try may take
 * @param deadline when it must have passed, from its beginning
 */
public record GateOptions(
        Optional<String> name,
        NoData noData,
        Duration patience,
        int tries,
        Duration every,
        Duration hold,
        Optional<Duration> timeout,
        Optional<Duration> deadline) {
    static final List<String> NAMES =
            List.of("name", "no-data", "wait", "tries", "every", "for", "timeout", "deadline");

    /** One try, whose lack of data is a failure. */
    public static final GateOptions DEFAULT = new GateOptions(
            Optional.empty(),
            NoData.FAIL,
            Duration.ofMinutes(5),
            1,
            Duration.ofSeconds(5),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty());

    static GateOptions read(GateReader reader) {
        NoData noData = reader.choice("no-data", NoData.class).orElse(DEFAULT.noData);
        Optional<Duration> wait = reader.duration("wait");
        if (wait.isPresent() && noData != NoData.WAIT) {
            throw reader.wrong("wait=… says how long no-data=wait waits; add no-data=wait");
        }
        return new GateOptions(
                reader.text("name"),
                noData,
                wait.orElse(DEFAULT.patience),
                reader.count("tries").orElse(DEFAULT.tries),
                reader.duration("every").orElse(DEFAULT.every),
                reader.duration("for").orElse(DEFAULT.hold),
                reader.duration("timeout"),
                reader.duration("deadline"));
    }

    /** The same under another name. */
    GateOptions named(String newName) {
        return new GateOptions(Optional.of(newName), noData, patience, tries, every, hold, timeout, deadline);
    }

    GateText on(String kind) {
        return new GateText(kind)
                .with("name", name)
                .unless(DEFAULT.noData, "no-data", noData)
                .unless(DEFAULT.patience, "wait", patience)
                .unless(DEFAULT.tries, "tries", tries)
                .unless(DEFAULT.every, "every", every)
                .unless(DEFAULT.hold, "for", hold)
                .with("timeout", timeout)
                .with("deadline", deadline);
    }
}
