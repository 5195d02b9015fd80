package dev.fairlead.rollout.diagnosis;

import dev.fairlead.failure.NearestNames;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags that somebody who named a missing one may have meant. */
final class Tags {
    /** Numbers count by value, so that 1.10 comes after 1.9. */
    static final Comparator<String> OLDEST_FIRST = Tags::compare;

    private static final Pattern PIECE = Pattern.compile("\\d+|[^\\d.]+");

    private Tags() {}

    /** Those that differ by little, then the newest by their version numbers; at most so many. */
    static List<String> candidates(String wanted, Collection<String> tags, int most) {
        Set<String> found = new LinkedHashSet<>(NearestNames.to(wanted, tags, (most + 1) / 2, OLDEST_FIRST.reversed()));
        tags.stream().sorted(OLDEST_FIRST.reversed()).forEach(found::add);
        return found.stream().limit(most).toList();
    }

    private static int compare(String a, String b) {
        List<String> left = pieces(a);
        List<String> right = pieces(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = piece(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (left.size() == right.size()) {
            return a.compareTo(b);
        }
        boolean leftShorter = left.size() < right.size();
        String more = leftShorter ? right.get(left.size()) : left.get(right.size());
        // 1.2-rc1 comes before 1.2, and 1.2 before 1.2.1.
        return leftShorter == isNumber(more) ? -1 : 1;
    }

    private static int piece(String a, String b) {
        if (isNumber(a) && isNumber(b)) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        // A version is newer than a word such as "latest" or "main", which says nothing of its age.
        return isNumber(a) == isNumber(b) ? a.compareTo(b) : isNumber(a) ? 1 : -1;
    }

    private static List<String> pieces(String tag) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(tag.replaceFirst("^v(?=\\d)", ""));
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    private static boolean isNumber(String piece) {
        return Character.isDigit(piece.charAt(0));
    }
}
