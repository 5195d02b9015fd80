package dev.fairlead.rollout.judge;

/**
 * What an object's own status says of it.
 *
 * @param ended whether it runs once and is over
 * @param reason one or two words; empty where nothing is wrong
 * @param message a sentence without its subject
 */
record KnownAnnotations(State state, boolean ended, Family family, String reason, String message) {

    static KnownAnnotations current(String message) {
        return new KnownAnnotations(State.CURRENT, false, Family.RESOURCE, "", message);
    }

    /** It runs once, and is over. */
    static KnownAnnotations ended(String message) {
        return new KnownAnnotations(State.CURRENT, true, Family.RESOURCE, "", message);
    }

    static KnownAnnotations waiting(String message) {
        return new KnownAnnotations(State.IN_PROGRESS, false, Family.RESOURCE, "", message);
    }

    /** It waits, and says for what. */
    static KnownAnnotations waiting(String reason, String message) {
        return new KnownAnnotations(State.IN_PROGRESS, false, Family.RESOURCE, reason, message);
    }

    static KnownAnnotations failed(String reason, String message) {
        return new KnownAnnotations(State.FAILED, false, Family.RESOURCE, reason, message);
    }

    KnownAnnotations about(Family other) {
        return new KnownAnnotations(state, ended, other, reason, message);
    }
}
