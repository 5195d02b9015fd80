package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a builder says in words when it fails, both builders' words alike. */
final class BuildFailures {
    private static final Pattern SYNTAX =
            Pattern.compile("dockerfile parse error(?: on)? line (\\d+): (.*)", Pattern.DOTALL);
    private static final Pattern EXIT = Pattern.compile("(?:exit code: |non-zero code: )(\\d+)");
    private static final Pattern MISSING = Pattern.compile(
            "\"([^\"]+)\": not found|\"?([^\":]+)\"? not found: not found|excluded by \\.dockerignore: stat ([^:]+): file does not exist"
                    + "|stat ([^:]+): file does not exist|lstat \\S+?/([^/:]+): no such file");
    private static final Pattern STAGE =
            Pattern.compile("(?:target stage \"?([^\" ]+)\"? could not be found|failed to reach build target (\\S+))");
    private static final Pattern BASE = Pattern.compile(
            "(?:load metadata for |FROM |pull access denied for |manifest for )([^\\s,]+)", Pattern.CASE_INSENSITIVE);

    private final BuildContext context;

    BuildFailures(BuildContext context) {
        this.context = context;
    }

    /**
     * @param step where it failed, e.g. {@code [2/3] RUN make}; empty where before the first
     * @param said the builder's words
     * @param tail what the step printed last
     */
    OpsException of(String step, String said, List<String> tail) {
        Matcher syntax = SYNTAX.matcher(said);
        Matcher stage = STAGE.matcher(said);
        if (syntax.find()) {
            return new OpsException(
                            FailureKind.INVALID,
                            context.dockerfile() + " line " + syntax.group(1) + ": "
                                    + syntax.group(2).strip())
                    .details(lineOf(Integer.parseInt(syntax.group(1))))
                    .hint("correct this line and build again");
        }
        if (said.contains("Cannot connect to the Docker daemon")) {
            return new OpsException(FailureKind.UNREACHABLE, "cannot build " + context.root() + ": " + said.strip())
                    .hint("docker context ls");
        }
        if (stage.find()) {
            String name = stage.group(1) == null ? stage.group(2) : stage.group(1);
            return new OpsException(FailureKind.INVALID, context.dockerfile() + " has no stage called \"" + name + "\"")
                    .hint("grep -i '^from' " + context.dockerfile());
        }
        if (isBase(step, said)) {
            return base(step, said);
        }
        return failedStep(step, said, tail);
    }

    private OpsException failedStep(String step, String said, List<String> tail) {
        String where = step.isEmpty() ? "building " + context.root() + " failed: " : "build failed at " + step + ": ";
        Matcher exit = EXIT.matcher(said);
        if (exit.find()) {
            return new OpsException(FailureKind.BUILD, where + "it ended with exit code " + exit.group(1))
                    .details(tail)
                    .hint("correct this step in " + context.dockerfile()
                            + " and build again; the steps before it are cached");
        }
        Matcher missing = MISSING.matcher(said);
        if (missing.find() && step.matches(".*\\b(COPY|ADD)\\b.*")) {
            return missingFile(where, firstGroup(missing));
        }
        if (said.contains("no space left on device")) {
            return new OpsException(FailureKind.BUILD, where + "no space left on the engine's disk")
                    .details(tail)
                    .hint("docker system df");
        }
        return new OpsException(FailureKind.BUILD, where + said.strip()).details(tail);
    }

    private OpsException missingFile(String where, String path) {
        String name = path.replaceFirst("^/", "");
        boolean leftOut = context.root().resolve(name).toFile().exists()
                && context.rules().excludes(name);
        String why = leftOut
                ? " is left out by " + context.ignoreFile().orElse(context.root())
                : " is not in " + context.root();
        OpsException failure = new OpsException(FailureKind.BUILD, where + name + why);
        return failure.hint(leftOut ? "add !" + name + " to it" : "ls " + context.root());
    }

    private static boolean isBase(String step, String said) {
        boolean early =
                step.contains("load metadata for") || step.matches("(?i)(\\[[^]]*] )?from .*") || step.isEmpty();
        return (early
                        && (said.contains("not found")
                                || said.contains("manifest unknown")
                                || isRefused(said)
                                || isSilence(said)))
                || said.contains("pull access denied")
                || said.contains("manifest for ");
    }

    private OpsException base(String step, String said) {
        Matcher inStep = BASE.matcher(step);
        Matcher inText = BASE.matcher(said);
        String name = inStep.find() ? inStep.group(1) : inText.find() ? inText.group(1) : "";
        String image = shown(name);
        String what = "cannot build " + context.root() + ": base image " + image + " ";
        String registry = registry(name);
        if (isSilence(said)) {
            return new OpsException(
                    FailureKind.UNREACHABLE,
                    what + "cannot be fetched: " + registry + " does not answer (" + said.strip() + ")");
        }
        if (isRefused(said)) {
            return new OpsException(FailureKind.DENIED, what + "does not exist or needs a login at " + registry)
                    .hint("image login " + registry);
        }
        return new OpsException(FailureKind.NOT_FOUND, what + "does not exist")
                .hint("image tags " + image.replaceFirst("(:[^/:]*)?(@.*)?$", ""));
    }

    private static boolean isRefused(String said) {
        return said.contains("pull access denied")
                || said.contains("authorization failed")
                || said.contains("insufficient_scope")
                || said.contains("unauthorized")
                || said.contains("401 Unauthorized")
                || said.contains("no basic auth");
    }

    private static boolean isSilence(String said) {
        return said.contains("dial tcp") || said.contains("no such host") || said.contains("i/o timeout");
    }

    private static String shown(String name) {
        try {
            return ImageReference.parse(name).toString();
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static String registry(String name) {
        try {
            return ImageReference.parse(name).registry();
        } catch (IllegalArgumentException e) {
            return "its registry";
        }
    }

    private static String firstGroup(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    private List<String> lineOf(int number) {
        List<String> lines = BuildContext.text(context.dockerfile()).lines().toList();
        return number <= lines.size() ? List.of(number + " | " + lines.get(number - 1)) : List.of();
    }
}
