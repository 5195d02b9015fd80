package dev.fairlead.oci;

/**
 * One layer of an image.
 *
 * @param packed as it is stored and sent
 * @param diffId the digest of its tar archive, unpacked
 */
public record ImageLayer(Descriptor packed, String diffId) {}
