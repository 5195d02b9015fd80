package dev.fairlead.rollout.diagnosis;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Amounts of cpu, memory and whatever else nodes offer. */
final class ResourceAmounts {
    private static final BigDecimal KIB = new BigDecimal(1024);

    private ResourceAmounts() {}

    /** What the scheduler reserves for a pod: the sum of its containers, or what one init container needs alone. */
    static Map<String, BigDecimal> requests(PodSpec pod) {
        Map<String, BigDecimal> sum = new TreeMap<>();
        pod.getContainers()
                .forEach(c -> requests(c).forEach((name, amount) -> sum.merge(name, amount, BigDecimal::add)));
        pod.getInitContainers()
                .forEach(c -> requests(c).forEach((name, amount) -> sum.merge(name, amount, BigDecimal::max)));
        Optional.ofNullable(pod.getOverhead())
                .ifPresent(over -> numbers(over).forEach((name, amount) -> sum.merge(name, amount, BigDecimal::add)));
        return sum;
    }

    static Map<String, BigDecimal> numbers(Map<String, Quantity> quantities) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        quantities.forEach((name, quantity) -> numbers.put(name, quantity.getNumericalAmount()));
        return numbers;
    }

    /** {@code 1.5} of cpu, {@code 512Mi} of memory. */
    static String shown(String resource, BigDecimal amount) {
        boolean bytes = resource.contains("memory") || resource.contains("storage");
        if (!bytes || amount.abs().compareTo(KIB) < 0) {
            return plain(amount.setScale(3, RoundingMode.HALF_UP));
        }
        String[] units = {"Ki", "Mi", "Gi", "Ti"};
        BigDecimal shown = amount;
        int unit = -1;
        while (shown.abs().compareTo(KIB) >= 0 && unit < units.length - 1) {
            shown = shown.divide(KIB);
            unit++;
        }
        return plain(shown.setScale(1, RoundingMode.HALF_UP)) + units[unit];
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, BigDecimal> requests(Container container) {
        return container.getResources() == null || container.getResources().getRequests() == null
                ? Map.of()
                : numbers(container.getResources().getRequests());
    }
}
