package dev.fairlead.gate;

import java.math.BigDecimal;

/**
 * A limit of a measured value.
 *
 * @param quantity the limit itself, or what is measured against the stable pods: the factor or the difference
 */
public record Bound(Form form, Quantity quantity) {
    /** What the limit is relative to. */
    public enum Form {
        ABSOLUTE,
        /** So many times what the stable pods have. */
        FACTOR,
        /** So much more, or less, than the stable pods have. */
        DIFFERENCE
    }

    /** @throws IllegalArgumentException that says what is wrong and what would be right */
    static Bound parse(String text, boolean compared) {
        if (!compared) {
            if (text.endsWith("x")) {
                throw new IllegalArgumentException("'" + text + "' is a factor and wants compare=stable");
            }
            return new Bound(Form.ABSOLUTE, Quantity.parse(text));
        }
        if (text.endsWith("x")) {
            Quantity factor = Quantity.parse(text.substring(0, text.length() - 1));
            if (factor.unit() != Quantity.Unit.NONE || factor.value() <= 0 || text.startsWith("+")) {
                throw new IllegalArgumentException("'" + text + "' is no factor; write e.g. 1.5x");
            }
            return new Bound(Form.FACTOR, factor);
        }
        if (text.startsWith("+") || text.startsWith("-")) {
            return new Bound(Form.DIFFERENCE, Quantity.parse(text));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is compared with stable: write a factor, e.g. 1.5x, or a difference, e.g. +0.5%");
    }

    /** The limit where the stable pods have the given value. */
    double limit(double stable) {
        return switch (form) {
            case ABSOLUTE -> quantity.value();
            case FACTOR -> quantity.value() * stable;
            case DIFFERENCE -> quantity.value() + stable;
        };
    }

    @Override
    public String toString() {
        return switch (form) {
            case ABSOLUTE -> quantity.toString();
            case FACTOR -> quantity + "x";
            case DIFFERENCE -> (quantity.number().compareTo(BigDecimal.ZERO) < 0 ? "" : "+") + quantity;
        };
    }
}
