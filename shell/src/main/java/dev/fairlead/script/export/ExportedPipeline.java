package dev.fairlead.script.export;

import java.util.Optional;

/**
 * A pipeline that was written.
 *
 * @param file where to, as the user would type it; empty where it was only asked for
 */
public record ExportedPipeline(Ci ci, Optional<String> file, String text) {}
