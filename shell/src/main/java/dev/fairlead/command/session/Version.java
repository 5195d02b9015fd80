package dev.fairlead.command.session;

/**
 * What runs.
 *
 * @param version fairlead's
 * @param java the Java runtime's version
 */
public record Version(String version, String java) {
    /** What {@code -o name} prints. */
    @Override
    public String toString() {
        return version;
    }

    static Version current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new Version(
                version == null ? "development" : version, Runtime.version().toString());
    }
}
