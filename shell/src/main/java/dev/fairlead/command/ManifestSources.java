package dev.fairlead.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The manifests that a line applies; a mixin. */
public final class ManifestSources {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|URL|-",
            required = true,
            description = "A manifest, its URL, a directory of manifests, or standard input; may be repeated.")
    @Completes(Candidate.FILE)
    private List<String> sources = new ArrayList<>();

    @Option(
            names = {"-R", "--recursive"},
            description = "Read the directories below too.")
    private boolean recursive;

    /** As they are typed. */
    public List<String> sources() {
        return sources;
    }

    /** Whether directories are read with those below them. */
    public boolean recursive() {
        return recursive;
    }
}
