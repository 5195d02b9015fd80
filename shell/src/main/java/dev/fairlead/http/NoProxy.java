package dev.fairlead.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts need no proxy: the list of {@code NO_PROXY}, as Go's httpproxy package reads it. {@code example.com} means
 * the host and those below it, {@code .example.com} only those below; addresses, blocks such as {@code 10.0.0.0/8} and
 * ports count too, and {@code *} means all. This machine never needs one.
 */
final class NoProxy {
    private final List<String> entries;

    NoProxy(String list) {
        this.entries = Arrays.stream(list.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    boolean covers(String name, int port) {
        String host = name.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
        Optional<InetAddress> address = address(host);
        if (host.equals("localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent()) {
            return true;
        }
        return entries.stream().anyMatch(entry -> covers(entry, host, address, port));
    }

    private static boolean covers(String entry, String host, Optional<InetAddress> address, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash > 0) {
            return address.isPresent()
                    && contains(entry.substring(0, slash), entry.substring(slash + 1), address.get());
        }
        String wanted = entry;
        boolean oneColon = entry.indexOf(':') == entry.lastIndexOf(':');
        if (entry.matches(".*:\\d+") && (oneColon || entry.startsWith("["))) {
            if (Integer.parseInt(entry.substring(entry.lastIndexOf(':') + 1)) != port) {
                return false;
            }
            wanted = entry.substring(0, entry.lastIndexOf(':'));
        }
        wanted = wanted.replaceAll("^\\[|]$", "");
        if (address.isPresent()) {
            return address.equals(address(wanted));
        }
        String below = wanted.startsWith("*.") ? wanted.substring(1) : wanted;
        return below.startsWith(".") ? host.endsWith(below) : host.equals(below) || host.endsWith("." + below);
    }

    private static boolean contains(String block, String length, InetAddress address) {
        Optional<InetAddress> base = address(block);
        if (base.isEmpty() || !length.matches("\\d{1,3}")) {
            return false;
        }
        byte[] wanted = base.get().getAddress();
        byte[] given = address.getAddress();
        int bits = Integer.parseInt(length);
        if (wanted.length != given.length || bits > wanted.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((wanted[bit / 8] & mask) != (given[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of an address that is written as one; names are not looked up. */
    private static Optional<InetAddress> address(String host) {
        if (!host.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !host.contains(":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
