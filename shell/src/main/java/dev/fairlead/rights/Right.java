package dev.fairlead.rights;

/**
 * One thing that a user is allowed to do or not.
 *
 * @param group empty for the core group
 * @param resource e.g. {@code deployments}, {@code pods/log}
 * @param namespace empty for what belongs to none
 * @param name of the one object that is meant; empty where it may be any
 */
public record Right(String verb, String group, String resource, String namespace, String name) {
    /** The same for any object of the resource. */
    Right ofAny() {
        return name.isEmpty() ? this : new Right(verb, group, resource, namespace, "");
    }

    /** {@code patch deployments.apps}, in the words of {@code kubectl auth can-i}. */
    String words() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    /** The line that asks for it. */
    String line() {
        int slash = resource.indexOf('/');
        String type = (slash < 0 ? resource : resource.substring(0, slash)) + (group.isEmpty() ? "" : "." + group);
        return "kubectl auth can-i " + verb + " " + type
                + (slash < 0 ? "" : " --subresource=" + resource.substring(slash + 1))
                + (namespace.isEmpty() ? "" : " -n " + namespace);
    }
}
