package dev.fairlead.image;

/** One tag of a repository in a registry. */
public record ImageTag(String repository, String tag) {
    /** What a user types to name it. */
    public String reference() {
        return repository + ":" + tag;
    }
}
