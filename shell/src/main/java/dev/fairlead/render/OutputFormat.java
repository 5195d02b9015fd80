package dev.fairlead.render;

/** How a result is printed. The constants are spelled as they are typed. */
public enum OutputFormat {
    table,
    wide,
    json,
    yaml,
    name
}
