package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The JSON type of a YAML scalar, as kubectl has it: the rules are those of Go's yaml.v2 with strconv (resolve.go), which
 * are neither YAML 1.1 nor 1.2. {@code 0777} and {@code 0o777} are octal, {@code 08} is 8, {@code y} is true, and dates
 * and {@code 12:30} stay text.
 */
final class YamlScalar {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TRUE =
            List.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final List<String> FALSE =
            List.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final List<String> NULL = List.of("", "~", "null", "Null", "NULL");
    private static final Pattern BOUNDLESS = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))");

    /** A prefix of octal digits without any, as {@code 0x} is one of hexadecimal ones. */
    private static final Pattern BARE_ZERO = Pattern.compile("[-+]?0_+");

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** In binary digits; to read more than fit takes a time that grows with their square. */
    private static final int LONGEST_INTEGER = 64;

    /** From here on Go writes a fraction with an exponent, even where it is whole. */
    private static final double WHOLE = 1e21;

    private static final Set<Tag> TYPED = Set.of(Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.NULL, Tag.TIMESTAMP);

    private YamlScalar() {}

    /** A plain scalar without a tag. */
    static JsonNode plain(String text) {
        if (BOUNDLESS.matcher(text).matches()) {
            throw new IllegalArgumentException(text + " cannot be written as JSON");
        }
        if (NULL.contains(text)) {
            return NODES.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return NODES.booleanNode(TRUE.contains(text));
        }
        return number(text).orElseGet(() -> NODES.textNode(text));
    }

    /**
     * A scalar with a tag.
     *
     * @throws IllegalArgumentException when it is not of the tag's type; the message says so
     */
    static JsonNode tagged(Tag tag, String text) {
        if (tag.equals(Tag.BINARY)) {
            return NODES.textNode(binary(text));
        }
        if (!TYPED.contains(tag)) {
            return NODES.textNode(text);
        }
        JsonNode value = plain(text);
        boolean fits = tag.equals(Tag.BOOL) && value.isBoolean()
                || tag.equals(Tag.INT) && value.isIntegralNumber()
                || tag.equals(Tag.FLOAT) && value.isNumber()
                || tag.equals(Tag.NULL) && value.isNull()
                || tag.equals(Tag.TIMESTAMP) && value.isTextual();
        if (!fits) {
            throw new IllegalArgumentException(
                    "cannot read '" + text + "' as !!" + tag.getValue().replaceAll(".*:", ""));
        }
        return value;
    }

    private static String binary(String text) {
        try {
            return new String(Base64.getDecoder().decode(text.replaceAll("\\s", "")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a !!binary value holds invalid base64", e);
        }
    }

    private static Optional<JsonNode> number(String text) {
        char first = text.charAt(0);
        if (first == '.') {
            return fraction(text);
        }
        if (first != '-' && first != '+' && !Character.isDigit(first)
                || BARE_ZERO.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.replace("_", "");
        return integer(digits).or(() -> fraction(digits));
    }

    private static Optional<JsonNode> integer(String digits) {
        var matcher = INTEGER.matcher(digits);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int[] radix = {0, 0, 16, 2, 8, 10};
        for (int group = 2; group < radix.length; group++) {
            if (matcher.group(group) != null) {
                String size = matcher.group(group).replaceFirst("^0+(?=.)", "");
                if (size.length() > LONGEST_INTEGER) {
                    return Optional.empty();
                }
                BigInteger absolute = new BigInteger(size, radix[group]);
                BigInteger value = matcher.group(1).equals("-") ? absolute.negate() : absolute;
                boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
                return fits ? Optional.of(whole(value)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> fraction(String digits) {
        if (!FLOAT.matcher(digits).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            return Optional.empty();
        }
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < WHOLE;
        return Optional.of(isWhole ? whole(new BigDecimal(value).toBigInteger()) : NODES.numberNode(value));
    }

    private static JsonNode whole(BigInteger value) {
        return value.bitLength() < Integer.SIZE
                ? NODES.numberNode(value.intValue())
                : value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }
}
