package dev.fairlead.release;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The machine that this runs on. */
final class HostName {
    private HostName() {}

    static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
