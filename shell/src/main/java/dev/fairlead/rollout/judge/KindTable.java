package dev.fairlead.rollout.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The well-known kinds, as {@code kinds.yaml} has them. */
final class KindTable {
    private static final KindTable INSTANCE = new KindTable(((List<?>) RuleFile.read("kinds.yaml"))
            .stream().map(row -> KindRow.of((Map<?, ?>) row)).toList());

    private final Map<String, KindRow> rows = new HashMap<>();

    private KindTable(List<KindRow> rows) {
        rows.forEach(row -> {
            if (this.rows.put(row.kind(), row) != null) {
                throw new IllegalStateException("two rows of " + row.kind());
            }
        });
    }

    /** The row of a kind, of every kind of its group, or of every kind of the groups that end as its group does. */
    static Optional<KindRow> row(String group, String kind) {
        Map<String, KindRow> rows = INSTANCE.rows;
        Optional<KindRow> own =
                Optional.ofNullable(rows.get(kind + "." + group)).or(() -> Optional.ofNullable(rows.get("*." + group)));
        String rest = group;
        while (own.isEmpty() && rest.contains(".")) {
            rest = rest.substring(rest.indexOf('.') + 1);
            String suffix = rest;
            own = Optional.ofNullable(rows.get(kind + ".*." + suffix))
                    .or(() -> Optional.ofNullable(rows.get("*.*." + suffix)));
        }
        return own;
    }

    static List<KindRow> all() {
        return List.copyOf(INSTANCE.rows.values());
    }
}
