package dev.fairlead.rollout.judge;

/**
 * What an object's own status says of it.
 *
 * @param ended whether it runs once and is over
 * @param reason one or two words; empty where nothing is wrong
 * @param message a sentence without its subject
 */
record Told(State state, boolean ended, Family family, String reason, String message) {

    static Told current(String message) {
        return new Told(State.CURRENT, false, Family.RESOURCE, "", message);
    }

    /** It runs once, and is over. */
    static Told ended(String message) {
        return new Told(State.CURRENT, true, Family.RESOURCE, "", message);
    }

    static Told waiting(String message) {
        return new Told(State.IN_PROGRESS, false, Family.RESOURCE, "", message);
    }

    /** It waits, and says for what. */
    static Told waiting(String reason, String message) {
        return new Told(State.IN_PROGRESS, false, Family.RESOURCE, reason, message);
    }

    static Told failed(String reason, String message) {
        return new Told(State.FAILED, false, Family.RESOURCE, reason, message);
    }

    Told about(Family other) {
        return new Told(state, ended, other, reason, message);
    }
}
