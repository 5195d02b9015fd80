package dev.fairlead.rollout.diagnosis;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rule that refuses the pods allows. */
final class AdmissionClues {
    private static final Pattern QUOTA =
            Pattern.compile("exceeded quota: ([^,]+), requested: (.*?), used: (.*?), limited: (.*)$", Pattern.DOTALL);
    private static final Pattern MUST_SPECIFY = Pattern.compile("failed quota: ([^:]+): must specify (.*)$");
    private static final Pattern ACCOUNT =
            Pattern.compile("(?i)service ?account \"?([^\\s\"/]+/)?([^\\s\":/]+)\"? not found");
    private static final Pattern PRIORITY = Pattern.compile("no PriorityClass with name (\\S+) was found");

    private AdmissionClues() {}

    static List<Clue> quota(String words, FindingLines lines) {
        Matcher must = MUST_SPECIFY.matcher(words);
        if (must.find()) {
            return List.of(clue("resourcequota/" + must.group(1) + " wants every container to say " + must.group(2)));
        }
        Matcher sum = QUOTA.matcher(words);
        if (!sum.find()) {
            return List.of();
        }
        Map<String, String> requested = amounts(sum.group(2));
        Map<String, String> used = amounts(sum.group(3));
        Map<String, String> limited = amounts(sum.group(4));
        List<Clue> clues = new ArrayList<>();
        requested.forEach((resource, amount) -> over(resource, amount, used, limited)
                .ifPresent(over -> clues.add(new Clue(
                        ClusterLayer.ADMISSION,
                        "resourcequota/" + sum.group(1) + " allows " + limited.get(resource) + " " + resource + ": "
                                + used.getOrDefault(resource, "0") + " used, a new pod asks for " + amount + ", "
                                + over + " too much",
                        "cluster get resourcequota " + sum.group(1) + " -o yaml" + lines.in()))));
        return clues;
    }

    /** @param ranges the LimitRanges of the namespace */
    static List<Clue> limitRange(Collection<String> ranges, FindingLines lines) {
        return ranges.isEmpty()
                ? List.of(clue("there is no LimitRange in namespace " + lines.namespace() + " any more"))
                : List.of(new Clue(
                        ClusterLayer.ADMISSION,
                        "the rule is in limitrange/" + String.join(", limitrange/", ranges),
                        "cluster get limitrange -o yaml" + lines.in()));
    }

    static Optional<Clue> account(String words, Collection<String> there, FindingLines lines) {
        Matcher account = ACCOUNT.matcher(words);
        return account.find()
                ? Optional.of(new Clue(
                        ClusterLayer.ADMISSION,
                        "there is no service account " + account.group(2) + " in namespace " + lines.namespace()
                                + ConfigClues.near(account.group(2), there),
                        "cluster get serviceaccount" + lines.in()))
                : Optional.empty();
    }

    static Optional<Clue> priority(String words, Collection<String> there) {
        Matcher priority = PRIORITY.matcher(words);
        return priority.find()
                ? Optional.of(new Clue(
                        ClusterLayer.ADMISSION,
                        "there is no PriorityClass " + priority.group(1) + ConfigClues.near(priority.group(1), there),
                        "cluster get priorityclass"))
                : Optional.empty();
    }

    private static Optional<String> over(
            String resource, String amount, Map<String, String> used, Map<String, String> limited) {
        if (!limited.containsKey(resource)) {
            return Optional.empty();
        }
        try {
            BigDecimal over = number(used.getOrDefault(resource, "0"))
                    .add(number(amount))
                    .subtract(number(limited.get(resource)));
            return over.signum() > 0 ? Optional.of(ResourceAmounts.shown(resource, over)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal number(String text) {
        return Quantity.parse(text).getNumericalAmount();
    }

    private static Map<String, String> amounts(String text) {
        Map<String, String> amounts = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                amounts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return amounts;
    }

    private static Clue clue(String message) {
        return Clue.of(ClusterLayer.ADMISSION, message);
    }
}
