package dev.fairlead.sandbox.api;

/**
 * How something is written.
 *
 * @param manager whose fields are those that change
 * @param subresource {@code status}, or empty for the object itself
 * @param dryRun whether nothing is kept
 */
public record Write(String manager, String subresource, boolean dryRun) {
    public static Write by(String manager) {
        return new Write(manager, "", false);
    }

    static Write of(Request request, String subresource) {
        return new Write(request.manager(), subresource, request.isDryRun());
    }

    public Write status() {
        return new Write(manager, "status", dryRun);
    }

    boolean isStatus() {
        return subresource.equals("status");
    }
}
