package dev.fairlead.release;

/**
 * The share of the traffic that a candidate really has.
 *
 * @param pods the candidate's that are ready
 * @param ofPods how many are ready in all
 * @param asked the share that the step asks for, in percent
 */
public record Share(int pods, int ofPods, int asked) {

    static String words(int pods, int ofPods) {
        return pods + " of " + ofPods + " pods (" + (ofPods == 0 ? 0 : Math.round(100.0 * pods / ofPods)) + "%)";
    }

    @Override
    public String toString() {
        return words(pods, ofPods) + ", asked for " + asked + "%";
    }
}
