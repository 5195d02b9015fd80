package dev.fairlead.script;

/** {@code build} in snippets. */
public final class BuildApi {
    BuildApi() {}
}
