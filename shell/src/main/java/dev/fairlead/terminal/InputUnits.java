package dev.fairlead.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A text of several lines as what is run one after another: a unit is a line with those that continue it.
 *
 * @param whole the units that are complete
 * @param last the lines after them, perhaps empty; without an open one it is the last of {@code whole}
 * @param open whether the last unit wants a further line
 */
record InputUnits(List<String> whole, String last, boolean open) {

    static InputUnits of(String text, Predicate<String> incomplete) {
        List<String> whole = new ArrayList<>();
        String unit = "";
        boolean open = false;
        for (String line : text.split("\n", -1)) {
            unit = open ? unit + "\n" + line : line;
            open = incomplete.test(unit);
            if (!open) {
                whole.add(unit);
            }
        }
        return new InputUnits(whole, unit, open);
    }
}
