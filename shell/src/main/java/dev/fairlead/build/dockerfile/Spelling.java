package dev.fairlead.build.dockerfile;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known word that is nearest to a mistyped one. */
final class Spelling {
    private static final int MOST_EDITS = 2;

    private Spelling() {}

    /** {@code " (did you mean COPY?)"}; empty where nothing is near. */
    static String suggestion(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        Optional<String> nearest = known.stream()
                .filter(word ->
                        edits(wanted, word.toLowerCase(Locale.ROOT)) <= Math.min(MOST_EDITS, wanted.length() - 1))
                .min((a, b) -> {
                    int byEdits = Integer.compare(
                            edits(wanted, a.toLowerCase(Locale.ROOT)), edits(wanted, b.toLowerCase(Locale.ROOT)));
                    return byEdits != 0 ? byEdits : a.compareTo(b);
                });
        boolean small = typed.equals(wanted);
        return nearest.map(word -> " (did you mean " + (small ? word.toLowerCase(Locale.ROOT) : word) + "?)")
                .orElse("");
    }

    /** The number of letters to add, drop or change. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
