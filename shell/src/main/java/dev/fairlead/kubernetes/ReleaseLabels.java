package dev.fairlead.kubernetes;

/** The labels by which a release tells its pods apart. */
public final class ReleaseLabels {
    /** Of a blue-green release: on pods and in the selectors of their Services. */
    public static final String COLOR = "fairlead.dev/color";

    private ReleaseLabels() {}
}
