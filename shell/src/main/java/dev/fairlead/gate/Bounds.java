package dev.fairlead.gate;

import java.util.List;
import java.util.Optional;

/**
 * What a measured value must keep to.
 *
 * @param max it must not be above
 * @param min it must not be below
 * @param equal it must be just this
 * @param compared whether it is measured against the stable pods
 * @param floor where it is compared: up to this it is right whatever the stable pods have
 */
public record Bounds(
        Optional<Bound> max,
        Optional<Bound> min,
        Optional<Quantity> equal,
        boolean compared,
        Optional<Quantity> floor) {
    static final List<String> OPTIONS = List.of("max", "min", "equals", "compare", "floor");

    private enum Against {
        STABLE;

        @Override
        public String toString() {
            return "stable";
        }
    }

    static Bounds read(GateReader reader) {
        boolean compared = reader.choice("compare", Against.class).isPresent();
        Optional<Bound> max = reader.parsed("max", text -> Bound.parse(text, compared));
        Optional<Bound> min = reader.parsed("min", text -> Bound.parse(text, compared));
        Optional<Quantity> equal = reader.parsed("equals", Quantity::parse);
        Optional<Quantity> floor = reader.parsed("floor", Quantity::parse);
        if (max.isEmpty() && min.isEmpty() && equal.isEmpty()) {
            throw reader.wrong("its limit is missing: max=, min= or equals=");
        }
        if (equal.isPresent() && (compared || max.isPresent() || min.isPresent())) {
            throw reader.wrong("equals= stands alone, without max=, min= and compare=");
        }
        if (floor.isPresent() && (!compared || max.isEmpty())) {
            throw reader.wrong("floor= is for max= with compare=stable");
        }
        if (!compared
                && max.isPresent()
                && min.isPresent()
                && max.get().limit(0) < min.get().limit(0)) {
            throw reader.wrong("nothing is between min=" + min.get() + " and max=" + max.get());
        }
        return new Bounds(max, min, equal, compared, floor);
    }

    GateText on(GateText text) {
        return text.with("max", max)
                .with("min", min)
                .with("equals", equal)
                .unless(false, "compare", compared ? Against.STABLE : false)
                .with("floor", floor);
    }

    /** In whose unit values are shown. */
    Quantity shown() {
        Optional<Quantity> absolute = max.or(() -> min)
                .filter(bound -> bound.form() != Bound.Form.FACTOR)
                .map(Bound::quantity);
        return absolute.or(() -> equal)
                .or(() -> floor)
                .orElse(new Quantity(java.math.BigDecimal.ONE, Quantity.Unit.NONE));
    }
}
