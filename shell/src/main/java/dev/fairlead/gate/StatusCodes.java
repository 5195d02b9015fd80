package dev.fairlead.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which status codes are right, e.g. {@code 200}, {@code 200-399}, {@code 2xx,301}. */
public record StatusCodes(List<Range> ranges) {
    static final StatusCodes OK = new StatusCodes(List.of(new Range(200, 200)));

    public StatusCodes {
        ranges = List.copyOf(ranges);
    }

    /** Codes from one to another, both included. */
    public record Range(int from, int to) {
        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static StatusCodes parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            ranges.add(range(part.strip()));
        }
        return new StatusCodes(ranges);
    }

    private static Range range(String part) {
        if (part.matches("[1-5]xx")) {
            int hundred = (part.charAt(0) - '0') * 100;
            return new Range(hundred, hundred + 99);
        }
        if (!part.matches("[1-5]\\d\\d(-[1-5]\\d\\d)?")) {
            throw new IllegalArgumentException(
                    "'" + part + "' is no status code; write e.g. 200, 200-399, 2xx or 200,301");
        }
        int from = Integer.parseInt(part.substring(0, 3));
        int to = Integer.parseInt(part.substring(part.length() - 3));
        if (from > to) {
            throw new IllegalArgumentException("'" + part + "' is empty: it begins above its end");
        }
        return new Range(from, to);
    }

    public boolean contains(int code) {
        return ranges.stream().anyMatch(range -> range.from <= code && code <= range.to);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
