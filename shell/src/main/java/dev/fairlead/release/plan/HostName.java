package dev.fairlead.release.plan;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The machine that this runs on. */
public final class HostName {
    private HostName() {}

    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
