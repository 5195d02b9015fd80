package dev.fairlead.cluster;

/**
 * What became of one object.
 *
 * @param namespace empty for kinds that have none
 * @param outcome of apply {@code created}, {@code configured} or {@code unchanged}; of delete {@code deleted}, {@code
 *     deletion started} or {@code not there}; {@code not checked} where a dry run cannot tell
 * @param dryRun whether nothing was really changed
 */
public record AppliedObject(ObjectRef object, String namespace, String outcome, boolean dryRun) {}
