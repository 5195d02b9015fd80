package dev.fairlead.kubernetes;

/** The names under which fairlead itself writes fields; how those of others are treated is {@link FieldManagers}' to say. */
public enum FieldManager {
    /** Of all that is applied, and of what fairlead makes for itself. */
    FAIRLEAD("fairlead", "fairlead"),
    DEPLOY("fairlead-deploy", "rollout deploy"),
    UNDO("fairlead-undo", "rollout undo"),
    RELEASE("fairlead-release", "a release"),
    /** Of the routes that a release moves, which are others' objects; it owns nothing in the end. */
    TRAFFIC("fairlead-traffic", "a release");

    private final String name;
    private final String verb;

    FieldManager(String name, String verb) {
        this.name = name;
        this.verb = verb;
    }

    /** Whether a manager of that name is one of fairlead's, of whichever version. */
    public static boolean isOurs(String name) {
        return name.equals(FAIRLEAD.name) || name.startsWith(FAIRLEAD.name + "-");
    }

    /** What was typed to write under this name. */
    String verb() {
        return verb;
    }

    public boolean is(String manager) {
        return name.equals(manager);
    }

    /** As the server knows it. */
    @Override
    public String toString() {
        return name;
    }
}
