package dev.fairlead.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the answers of all who were asked say together: every one must be right. */
final class HttpVerdicts {
    private HttpVerdicts() {}

    /** @param pods whether those who answered are pods */
    static TryOutcome of(HttpGate gate, List<PeerAnswer> answers, boolean pods) {
        List<String> wrong = new ArrayList<>();
        for (PeerAnswer answer : answers) {
            answer.wrong(gate).ifPresent(why -> wrong.add(answer.who() + " " + why));
        }
        Map<String, String> measured = new TreeMap<>();
        answers.forEach(answer -> measured.put(
                answer.who(),
                answer.reply().map(reply -> Integer.toString(reply.code())).orElse("no answer")));
        if (wrong.isEmpty()) {
            return TryOutcome.pass(passed(answers, pods)).measured(measured);
        }
        String message = wrong.get(0)
                + (answers.size() > 1 ? "; " + wrong.size() + " of " + answers.size() + " pods failed" : "");
        List<String> details = answers.size() == 1
                ? List.of()
                : answers.stream()
                        .map(answer -> answer.who() + " " + answer.said())
                        .toList();
        return TryOutcome.fail(message, details).measured(measured);
    }

    private static String passed(List<PeerAnswer> answers, boolean pods) {
        String codes = answers.stream()
                .flatMap(answer -> answer.reply().stream())
                .map(reply -> Integer.toString(reply.code()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String who = pods
                ? answers.size() + " of " + answers.size() + (answers.size() == 1 ? " pod" : " pods")
                : answers.get(0).who();
        return who + " answered " + codes;
    }
}
