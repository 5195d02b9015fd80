package dev.fairlead.build;

/** What should be copied is not there. */
final class MissingSource extends RuntimeException {
    private final String path;

    MissingSource(String path) {
        super(path);
        this.path = path;
    }

    String path() {
        return path;
    }
}
