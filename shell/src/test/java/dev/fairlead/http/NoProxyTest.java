package dev.fairlead.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows follow the documentation of Go's httpproxy package. */
final class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | localhost           | 443  | true",
                "''                       | 127.3.4.5           | 80   | true",
                "''                       | ::1                 | 80   | true",
                "''                       | example.com         | 443  | false",
                "*                        | example.com         | 443  | true",
                "example.com              | example.com         | 443  | true",
                "example.com              | EXAMPLE.com         | 443  | true",
                "example.com              | a.example.com       | 443  | true",
                "example.com              | myexample.com       | 443  | false",
                ".example.com             | example.com         | 443  | false",
                ".example.com             | a.example.com       | 443  | true",
                "*.example.com            | a.b.example.com     | 443  | true",
                "a.com, b.com             | b.com               | 443  | true",
                "example.com:8443         | example.com         | 8443 | true",
                "example.com:8443         | example.com         | 443  | false",
                "10.0.0.0/8               | 10.200.1.1          | 6443 | true",
                "10.0.0.0/8               | 11.0.0.1            | 6443 | false",
                "10.0.0.0/8               | ten.example.com     | 6443 | false",
                "192.168.1.128/25         | 192.168.1.127       | 6443 | false",
                "192.168.1.128/25         | 192.168.1.200       | 6443 | true",
                "192.168.1.7              | 192.168.1.7         | 6443 | true",
                "192.168.1.7:6443         | 192.168.1.7         | 443  | false",
                "fd00::/8                 | fd12::1             | 6443 | true",
                "fd00::/8                 | 10.0.0.1            | 6443 | false",
                "'[fd12::1]:6443'         | fd12::1             | 6443 | true",
                "10.0.0.0/99, x/8, ,:     | 10.0.0.1            | 6443 | false",
            })
    void coversWhatGoCovers(String list, String host, int port, boolean covered) {
        assertEquals(covered, new NoProxy(list).covers(host, port));
    }
}
