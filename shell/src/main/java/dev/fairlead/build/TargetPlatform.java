package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image is for, in the names that images use.
 *
 * @param variant empty where the architecture has one only
 */
record TargetPlatform(String os, String architecture, String variant) {
    /** What is built where nothing else is said, and what builds. */
    static final TargetPlatform USUAL = new TargetPlatform("linux", "amd64", "");

    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9_-]+)(?:/([A-Za-z0-9_-]+))?(?:/([A-Za-z0-9_.-]+))?");
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "x86_64", "amd64",
            "x86-64", "amd64",
            "aarch64", "arm64",
            "armhf", "arm",
            "armel", "arm/v6",
            "i386", "386",
            "x86", "386");
    private static final Pattern OS = Pattern.compile("linux|windows|darwin|freebsd|wasi|wasip1");

    /** @throws OpsException of kind USAGE when it is no platform */
    static TargetPlatform parse(String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new OpsException(
                    FailureKind.USAGE, "'" + text + "' is not a platform; write it like " + USUAL + " or linux/arm/v7");
        }
        String first = matcher.group(1);
        Optional<String> second = Optional.ofNullable(matcher.group(2));
        String variant = Optional.ofNullable(matcher.group(3)).orElse("");
        return second.map(architecture -> of(first, architecture, variant))
                .orElseGet(() ->
                        OS.matcher(first).matches() ? of(first, USUAL.architecture(), "") : of(USUAL.os(), first, ""));
    }

    private static TargetPlatform of(String os, String typed, String variant) {
        String[] known = ARCHITECTURES.getOrDefault(typed, typed).split("/");
        String own = variant.isEmpty() && known.length > 1 ? known[1] : variant;
        String architecture = known[0];
        if (architecture.equals("arm")) {
            return new TargetPlatform(os, architecture, own.isEmpty() ? "v7" : own.startsWith("v") ? own : "v" + own);
        }
        boolean usual =
                architecture.equals("arm64") && own.matches("v?8") || architecture.equals("amd64") && own.equals("v1");
        return new TargetPlatform(os, architecture, usual ? "" : own);
    }

    /** The predefined arguments of a Dockerfile, which FROM knows at once and a stage after it declares them. */
    static Map<String, String> arguments(TargetPlatform target) {
        Map<String, String> arguments = new LinkedHashMap<>();
        put(arguments, "BUILD", USUAL);
        put(arguments, "TARGET", target);
        return arguments;
    }

    private static void put(Map<String, String> arguments, String prefix, TargetPlatform platform) {
        arguments.put(prefix + "PLATFORM", platform.toString());
        arguments.put(prefix + "OS", platform.os());
        arguments.put(prefix + "ARCH", platform.architecture());
        arguments.put(prefix + "VARIANT", platform.variant());
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
