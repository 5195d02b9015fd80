package dev.fairlead.release;

/** What somebody wants of a release that another process holds. */
final class ReleaseCommand {
    static final String PROMOTE = "promote";
    static final String PROMOTE_FULL = "promote-full";
    static final String ABORT = "abort";

    private ReleaseCommand() {}

    /** As it stands in the Lease. */
    static String by(String what, String who) {
        return what + " by " + who;
    }

    static String verb(String asked) {
        int blank = asked.indexOf(' ');
        return blank < 0 ? asked : asked.substring(0, blank);
    }
}
