package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the registry answers instead of what was asked for, by the codes of the distribution specification. */
final class Refusal extends RuntimeException {
    private final int status;
    private final String code;
    private final String words;

    private Refusal(int status, String code, String words) {
        super(words);
        this.status = status;
        this.code = code;
        this.words = words;
    }

    static Refusal nameInvalid(String name) {
        return new Refusal(400, "NAME_INVALID", "invalid repository name: " + name);
    }

    static Refusal nameUnknown(String name) {
        return new Refusal(404, "NAME_UNKNOWN", "repository name not known to registry: " + name);
    }

    static Refusal manifestUnknown(String reference) {
        return new Refusal(404, "MANIFEST_UNKNOWN", "manifest unknown: " + reference);
    }

    static Refusal manifestInvalid(String why) {
        return new Refusal(400, "MANIFEST_INVALID", "manifest invalid: " + why);
    }

    static Refusal manifestBlobUnknown(String digest) {
        return new Refusal(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry: " + digest);
    }

    static Refusal tagInvalid(String tag) {
        return new Refusal(400, "TAG_INVALID", "invalid tag: " + tag);
    }

    static Refusal blobUnknown(String digest) {
        return new Refusal(404, "BLOB_UNKNOWN", "blob unknown to registry: " + digest);
    }

    static Refusal uploadUnknown(String upload) {
        return new Refusal(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry: " + upload);
    }

    static Refusal rangeInvalid(String range) {
        return new Refusal(416, "BLOB_UPLOAD_INVALID", "the range does not follow what was uploaded: " + range);
    }

    static Refusal digestInvalid(String why) {
        return new Refusal(400, "DIGEST_INVALID", "provided digest did not match uploaded content: " + why);
    }

    static Refusal sizeInvalid(long most) {
        return new Refusal(413, "SIZE_INVALID", "a manifest has " + most + " bytes at most");
    }

    static Refusal unauthorized() {
        return new Refusal(
                401, "UNAUTHORIZED", "to push to the sandbox, log in as 'fairlead --sandbox sandbox status' shows");
    }

    static Refusal unsupported(String what) {
        return new Refusal(405, "UNSUPPORTED", "the operation is unsupported: " + what);
    }

    static Refusal noSuchPlace(String path) {
        return new Refusal(404, "UNSUPPORTED", "no such place in this registry: " + path);
    }

    static Refusal broken(String why) {
        return new Refusal(500, "UNKNOWN", why);
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
