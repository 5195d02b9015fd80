package dev.fairlead.rollout.judge;

/**
 * What an object's own status says of it.
 *
 * @param reason one or two words; empty where nothing is wrong
 * @param message a sentence without its subject
 */
record Told(State state, Family family, String reason, String message) {

    static Told current(String message) {
        return new Told(State.CURRENT, Family.RESOURCE, "", message);
    }

    static Told waiting(String message) {
        return new Told(State.IN_PROGRESS, Family.RESOURCE, "", message);
    }

    /** It waits, and says for what. */
    static Told waiting(String reason, String message) {
        return new Told(State.IN_PROGRESS, Family.RESOURCE, reason, message);
    }

    static Told failed(String reason, String message) {
        return new Told(State.FAILED, Family.RESOURCE, reason, message);
    }

    Told about(Family other) {
        return new Told(state, other, reason, message);
    }
}
