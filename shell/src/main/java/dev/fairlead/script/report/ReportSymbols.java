package dev.fairlead.script.report;

/** The signs and patterns that tell apart what colours alone would not. */
final class ReportSymbols {
    private static final String SYMBOLS = """
            <svg class="symbols" width="0" height="0" aria-hidden="true"><defs>
            <symbol id="sign-done" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="currentColor"/>\
            <path d="M4.2 8.3l2.6 2.6 5-5.4" class="cut"/></symbol>
            <symbol id="sign-failed" viewBox="0 0 16 16">\
            <path d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z" fill="currentColor"/>\
            <path d="M5 5l6 6M11 5l-6 6" class="cut"/></symbol>
            <symbol id="sign-cancelled" viewBox="0 0 16 16"><rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor"/>\
            <path d="M5 8h6" class="cut"/></symbol>
            <symbol id="sign-retried" viewBox="0 0 16 16">\
            <path d="M13.3 8A5.3 5.3 0 1 1 11.6 4.1M12 .8v3.6H8.4" class="line"/></symbol>
            <symbol id="sign-skipped" viewBox="0 0 16 16">\
            <circle cx="8" cy="8" r="6.8" class="line" stroke-dasharray="2.6 2"/><path d="M5.2 8h5.6" class="line"/></symbol>
            <symbol id="sign-done-before" viewBox="0 0 16 16">\
            <circle cx="8" cy="8" r="6.9" class="line"/><path d="M4.6 8.3l2.4 2.4 4.4-4.9" class="line"/></symbol>
            <symbol id="sign-planned" viewBox="0 0 16 16"><path d="M8 1.2L14.8 8 8 14.8 1.2 8z" class="line"/></symbol>
            <symbol id="sign-parallel" viewBox="0 0 16 16"><path d="M5.5 3v10M10.5 3v10" class="line"/></symbol>
            <pattern id="pattern-done" width="1" height="1" patternUnits="userSpaceOnUse"/>
            <pattern id="pattern-failed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <path d="M0 0v6" class="hatch"/></pattern>
            <pattern id="pattern-cancelled" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 0v5" class="hatch"/></pattern>
            <pattern id="pattern-retried" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <path d="M0 0v6M0 0h6" class="hatch"/></pattern>
            <pattern id="pattern-skipped" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0v12" class="hatch wide"/></pattern>
            <pattern id="pattern-done-before" width="4" height="3" patternUnits="userSpaceOnUse">\
            <circle cx="1" cy="1" r="1" class="dot"/></pattern>
            <pattern id="pattern-planned" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
            <path d="M0 0v7" class="hatch wide"/></pattern>
            </defs></svg>
            """;

    private ReportSymbols() {}

    /** Once a page. */
    static void define(Markup page) {
        page.raw(SYMBOLS);
    }

    /** @param name that of a standing, or {@code parallel} */
    static void show(Markup page, String name) {
        page.open("svg", "class", "sign", "width", "14", "height", "14", "aria-hidden", "true")
                .empty("use", "href", "#sign-" + name)
                .close("svg");
    }
}
