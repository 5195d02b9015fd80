package dev.fairlead.image;

import java.net.URI;
import java.net.http.HttpHeaders;

/** What a registry answered. */
record RegistryAnswer(URI uri, int code, HttpHeaders headers, String body) {
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
