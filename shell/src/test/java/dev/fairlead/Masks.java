package dev.fairlead;

import java.util.List;
import java.util.regex.Pattern;

/** Blots out of a transcript what differs from run to run and column widths that follow from it. */
final class Masks {
    private static final List<Mask> MASKS = List.of(
            // Whether a pod that goes is still there when the line ends is chance.
            new Mask("(?m)^.*\\bTerminating\\b.*\n", ""),
            new Mask("\\d+ layers? \\(\\d+ already there\\), \\S+ sent", "<layers>"),
            new Mask("\\b(?:no such tag|ContainerCreating|ErrImagePull|ImagePullBackOff)\\b", "<pull>"),
            new Mask("(?m); it has [^\\n]+$", "; it has <tags>"),
            new Mask("sha256:[0-9a-f]{12,64}", "<digest>"),
            new Mask("\\b[0-9a-f]{12,64}\\b", "<id>"),
            new Mask("(?<=\\bhello-)[0-9a-z]{8,10}-[0-9a-z]{5}\\b", "<pod>"),
            new Mask("\\bin \\S+/\\S+: ", "in <place>: "),
            new Mask(" -n \\S+", " -n <namespace>"),
            new Mask("\\b\\d+(?:\\.\\d+)?(?:h\\d+m|m\\d+s|[smhd])\\b", "<time>"),
            new Mask("\\b\\d+(?:\\.\\d+)?[kMG]?B\\b", "<size>"),
            new Mask("\\bnode\\S*(?=\\s|$)", "<node>"),
            new Mask("\\b(?:\\d{1,3}\\.){3}\\d{1,3}:\\d+(?=/)", "<registry>"),
            // Objects have other lines before a change in the sandbox.
            new Mask("(?m)^@@ -\\S+ \\+\\S+ @@$", "<lines>"),
            new Mask("[ \\t]{2,}", "  "),
            new Mask("(?m)[ \\t]+$", ""));

    private Masks() {}

    static String masked(String text) {
        String masked = text;
        for (Mask mask : MASKS) {
            masked = mask.pattern().matcher(masked).replaceAll(mask.shown());
        }
        return masked;
    }

    private record Mask(Pattern pattern, String shown) {
        Mask(String regex, String shown) {
            this(Pattern.compile(regex), shown);
        }
    }
}
