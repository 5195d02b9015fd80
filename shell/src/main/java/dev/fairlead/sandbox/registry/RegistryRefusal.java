package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the registry answers instead of what was asked for, by the codes of the distribution specification. */
final class RegistryRefusal extends RuntimeException {
    private final int status;
    private final String code;
    private final String words;

    private RegistryRefusal(int status, String code, String words) {
        super(words);
        this.status = status;
        this.code = code;
        this.words = words;
    }

    static RegistryRefusal nameInvalid(String name) {
        return new RegistryRefusal(400, "NAME_INVALID", "invalid repository name: " + name);
    }

    static RegistryRefusal nameUnknown(String name) {
        return new RegistryRefusal(404, "NAME_UNKNOWN", "repository name not known to registry: " + name);
    }

    static RegistryRefusal manifestUnknown(String reference) {
        return new RegistryRefusal(404, "MANIFEST_UNKNOWN", "manifest unknown: " + reference);
    }

    static RegistryRefusal manifestInvalid(String why) {
        return new RegistryRefusal(400, "MANIFEST_INVALID", "manifest invalid: " + why);
    }

    static RegistryRefusal manifestBlobUnknown(String digest) {
        return new RegistryRefusal(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry: " + digest);
    }

    static RegistryRefusal tagInvalid(String tag) {
        return new RegistryRefusal(400, "TAG_INVALID", "invalid tag: " + tag);
    }

    static RegistryRefusal blobUnknown(String digest) {
        return new RegistryRefusal(404, "BLOB_UNKNOWN", "blob unknown to registry: " + digest);
    }

    static RegistryRefusal uploadUnknown(String upload) {
        return new RegistryRefusal(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry: " + upload);
    }

    static RegistryRefusal rangeInvalid(String range) {
        return new RegistryRefusal(416, "BLOB_UPLOAD_INVALID", "the range does not follow what was uploaded: " + range);
    }

    static RegistryRefusal digestInvalid(String why) {
        return new RegistryRefusal(400, "DIGEST_INVALID", "provided digest did not match uploaded content: " + why);
    }

    static RegistryRefusal sizeInvalid(long most) {
        return new RegistryRefusal(413, "SIZE_INVALID", "a manifest has " + most + " bytes at most");
    }

    static RegistryRefusal unauthorized() {
        return new RegistryRefusal(
                401, "UNAUTHORIZED", "to push to the sandbox, log in as 'fairlead --sandbox sandbox status' shows");
    }

    static RegistryRefusal unsupported(String what) {
        return new RegistryRefusal(405, "UNSUPPORTED", "the operation is unsupported: " + what);
    }

    static RegistryRefusal noSuchPlace(String path) {
        return new RegistryRefusal(404, "UNSUPPORTED", "no such place in this registry: " + path);
    }

    static RegistryRefusal broken(String why) {
        return new RegistryRefusal(500, "UNKNOWN", why);
    }

    int status() {
        return status;
    }

    String body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("errors").addObject().put("code", code).put("message", words);
        return body.toString();
    }
}
