package dev.fairlead.release.record;

/** What somebody wants of a release that another process holds. */
public final class ReleaseCommand {
    public static final String PROMOTE = "promote";
    public static final String PROMOTE_FULL = "promote-full";
    public static final String ABORT = "abort";

    private ReleaseCommand() {}

    /** As it stands in the Lease. */
    public static String by(String what, String who) {
        return what + " by " + who;
    }

    public static String verb(String asked) {
        int blank = asked.indexOf(' ');
        return blank < 0 ? asked : asked.substring(0, blank);
    }
}
