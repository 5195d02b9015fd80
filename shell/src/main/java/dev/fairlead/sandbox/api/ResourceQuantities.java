package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Quantities of resources: {@code 250m}, {@code 64Mi}, {@code 3}. */
final class ResourceQuantities {
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final String[] BINARY = {"Ki", "Mi", "Gi", "Ti"};

    private ResourceQuantities() {}

    /** Empty where there is none, or none that can be read. */
    static Optional<BigDecimal> of(JsonNode value) {
        try {
            return value.isValueNode() && !value.asText().isEmpty()
                    ? Optional.of(Quantity.parse(value.asText()).getNumericalAmount())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As the API server writes it: thousandths for what is no whole number, powers of 1024 for memory and storage. */
    static String shown(String resource, BigDecimal amount) {
        boolean bytes = resource.endsWith("memory") || resource.endsWith("storage");
        if (amount.stripTrailingZeros().scale() > 0) {
            return amount.movePointRight(3).setScale(0, RoundingMode.CEILING).toPlainString() + "m";
        }
        if (!bytes || amount.signum() == 0) {
            return amount.toBigInteger().toString();
        }
        BigDecimal left = amount;
        String unit = "";
        for (String next : BINARY) {
            if (left.remainder(KIBI).signum() != 0) {
                break;
            }
            left = left.divide(KIBI);
            unit = next;
        }
        return left.toBigInteger() + unit;
    }
}
