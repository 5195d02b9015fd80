package dev.fairlead.traffic;

/** A Service, as routes name it. */
record ServiceName(String name, String namespace) {

    /**
     * Whether a host of Istio's is this Service: the short name in its own namespace, or with its namespace and as much
     * of the cluster's domain as was written.
     *
     * @param from the namespace of the object that names the host
     */
    boolean isHost(String host, String from) {
        String full = name + "." + namespace;
        return host.equals(name) && from.equals(namespace)
                || host.equals(full)
                || host.equals(full + ".svc")
                || host.startsWith(full + ".svc.");
    }

    /** The other Service of the same namespace, in the form in which this one was written. */
    String renamed(String host, ServiceName other) {
        return other.name + host.substring(name.length());
    }
}
