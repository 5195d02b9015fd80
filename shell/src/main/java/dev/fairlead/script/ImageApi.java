package dev.fairlead.script;

/** {@code image} in snippets. */
public final class ImageApi {
    ImageApi() {}
}
