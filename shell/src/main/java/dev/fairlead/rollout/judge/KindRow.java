package dev.fairlead.rollout.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What says of a well-known kind how it does: a row of {@code kinds.yaml}, which explains the columns.
 *
 * @param kind {@code Kind.group}; a {@code *} stands for any kind, or for the beginning of the group
 * @param needs types of conditions that must be True; {@code A|B} where one of both is enough
 * @param optional those that must be True where they are there
 * @param fails types of conditions with which it failed when they are True
 * @param working types of conditions with which it is at work when they are True
 * @param ignored types of conditions that say nothing of it
 * @param each the list below its status whose items have conditions of their own
 * @param at the fields whose values say how it does
 * @param counts pairs of fields, what there is and what is wanted: {@code status.ready<spec.replicas}
 * @param statusless whether it may have no status for ever
 * @param once whether it runs once, so that running is not its end
 * @param falseFails whether a needed condition that is False is final
 * @param retried whether no reason of a condition that is False is final
 */
record KindRow(
        String kind,
        List<String> needs,
        List<String> optional,
        List<String> fails,
        List<String> working,
        List<String> ignored,
        Optional<String> each,
        List<String> at,
        List<String> done,
        List<String> busy,
        List<String> failed,
        List<String> paused,
        List<String> counts,
        boolean statusless,
        boolean once,
        boolean falseFails,
        boolean retried,
        String source) {

    static KindRow of(Map<?, ?> fields) {
        List<String> whenFalse = RuleFile.texts(fields, "whenFalse");
        return new KindRow(
                text(fields, "kind"),
                RuleFile.texts(fields, "needs"),
                RuleFile.texts(fields, "optional"),
                RuleFile.texts(fields, "fails"),
                RuleFile.texts(fields, "working"),
                RuleFile.texts(fields, "ignored"),
                Optional.of(text(fields, "each")).filter(path -> !path.isEmpty()),
                RuleFile.texts(fields, "at"),
                plain(fields, "done"),
                plain(fields, "busy"),
                plain(fields, "failed"),
                plain(fields, "paused"),
                RuleFile.texts(fields, "counts"),
                Boolean.TRUE.equals(fields.get("statusless")),
                Boolean.TRUE.equals(fields.get("once")),
                whenFalse.contains("failed"),
                whenFalse.contains("retried"),
                text(fields, "source"));
    }

    /** Whether it names anything of a status; where it does not, conventions tell. */
    boolean tells() {
        return Stream.of(needs, optional, fails, working, at, counts).anyMatch(names -> !names.isEmpty());
    }

    /** What the row makes of a value; empty where the common vocabulary is asked. */
    Optional<StatusWords.Meaning> meaning(String value) {
        String plain = StatusWords.plain(value);
        if (failed.contains(plain)) {
            return Optional.of(StatusWords.Meaning.FAILED);
        } else if (busy.contains(plain)) {
            return Optional.of(StatusWords.Meaning.BUSY);
        } else if (paused.contains(plain)) {
            return Optional.of(StatusWords.Meaning.PAUSED);
        } else if (done.contains(plain)) {
            return Optional.of(StatusWords.Meaning.DONE);
        }
        return Optional.empty();
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : String.valueOf(value);
    }

    private static List<String> plain(Map<?, ?> fields, String name) {
        return RuleFile.texts(fields, name).stream().map(StatusWords::plain).toList();
    }
}
