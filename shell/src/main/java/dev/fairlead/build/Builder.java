package dev.fairlead.build;

/** What builds. The constants are spelled as they are typed. */
public enum Builder {
    /** BuildKit where docker's buildx plugin is installed, else the classic builder. */
    auto,
    buildkit,
    classic
}
