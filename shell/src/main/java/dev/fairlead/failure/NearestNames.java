package dev.fairlead.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The names most like a mistyped one, by the count of single edits (insert, delete, replace, swap of neighbours). */
public final class NearestNames {
    private NearestNames() {}

    /** At most {@code most} of the known names, nearest first; none that differs in more than a third of its length. */
    public static List<String> to(String typed, Collection<String> known, int most) {
        return to(typed, known, most, Comparator.naturalOrder());
    }

    /** The same, with those that are equally near in the given order. */
    public static List<String> to(String typed, Collection<String> known, int most, Comparator<String> order) {
        return known.stream()
                .filter(name -> distance(typed, name) <= Math.max(1, Math.max(typed.length(), name.length()) / 3)
                        || (typed.length() > 1 && name.startsWith(typed)))
                .sorted(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(order))
                .limit(most)
                .toList();
    }

    /** The optimal string alignment distance. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cost(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cost(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
