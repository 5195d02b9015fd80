package dev.fairlead.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A number with its unit, as thresholds are typed: {@code 1%}, {@code 300ms}, {@code 2.5k}, {@code 0.01}. */
public record Quantity(BigDecimal number, Unit unit) {
    private static final Pattern TEXT = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,2})?)([^\\d]*)");
    private static final MathContext SHOWN = new MathContext(3, RoundingMode.HALF_UP);

    /** Metrics are in seconds, bytes, and parts of one. */
    public enum Unit {
        NONE("", "1"),
        PERCENT("%", "0.01"),
        NANOSECONDS("ns", "1e-9"),
        MICROSECONDS("us", "1e-6"),
        MILLISECONDS("ms", "1e-3"),
        SECONDS("s", "1"),
        HOURS("h", "3600"),
        KILO("k", "1e3"),
        MEGA("M", "1e6"),
        GIGA("G", "1e9"),
        TERA("T", "1e12"),
        KIBI("Ki", "1024"),
        MEBI("Mi", "1048576"),
        GIBI("Gi", "1073741824"),
        TEBI("Ti", "1099511627776");

        private final String text;
        private final BigDecimal factor;

        Unit(String text, String factor) {
            this.text = text;
            this.factor = new BigDecimal(factor);
        }

        static Optional<Unit> of(String text) {
            return Stream.of(values()).filter(unit -> unit.text.equals(text)).findFirst();
        }
    }

    /** @throws IllegalArgumentException that says what is wrong and what would be right */
    static Quantity parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no number; write e.g. 1%, 300ms, 2.5k or 0.01");
        }
        String unit = matcher.group(2);
        if (unit.equals("m")) {
            throw new IllegalArgumentException(
                    "'" + text + "' may mean minutes or thousandths; write e.g. 300s or 0.005");
        }
        return new Quantity(
                new BigDecimal(matcher.group(1)),
                Unit.of(unit)
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "'" + text
                                                + "' has no unit that is known; there are %, ns, us, ms, s, h, k, M, G, T, Ki, Mi, Gi, Ti")));
    }

    /** In seconds, bytes, parts of one. */
    public double value() {
        return number.multiply(unit.factor).doubleValue();
    }

    boolean isTime() {
        return List.of(Unit.NANOSECONDS, Unit.MICROSECONDS, Unit.MILLISECONDS, Unit.SECONDS, Unit.HOURS)
                .contains(unit);
    }

    /** A measured value in this one's unit, to three digits. */
    public String inUnit(double value) {
        return inUnit(value, Quantity::rounded);
    }

    /** A measured value in this one's unit, with all its digits. */
    String exactly(double value) {
        return inUnit(value, UnaryOperator.identity());
    }

    private String inUnit(double value, UnaryOperator<BigDecimal> digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        return plain(digits.apply(BigDecimal.valueOf(value).divide(unit.factor, MathContext.DECIMAL128))) + unit.text;
    }

    private static BigDecimal rounded(BigDecimal inUnit) {
        // whole numbers keep their digits
        boolean large = inUnit.abs().compareTo(BigDecimal.valueOf(1000)) >= 0;
        return large ? inUnit.setScale(0, RoundingMode.HALF_UP) : inUnit.round(SHOWN);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return number.toPlainString() + unit.text;
    }
}
