package dev.fairlead.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What globs are made of: single characters, and sets of them that repeat. A text is read once and nothing is tried
 * again, so that the time grows with the length of the text times that of the pattern, whatever both are.
 */
public final class LinearPattern {
    private enum Kind {
        ONE,
        MANY,
        DIRECTORIES,
        INSIDE_DIRECTORIES,
        BEGIN
    }

    private record Item(Kind kind, IntPredicate takes) {}

    private static final int NONE = -1;

    private final List<Item> items;

    private LinearPattern(List<Item> items) {
        this.items = List.copyOf(items);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether it takes the whole text. */
    public boolean matches(CharSequence text) {
        return new Run(text, 0).end(true, true) == text.length();
    }

    /**
     * Where the part of a text ends that begins at an offset and is taken.
     *
     * @param longest whether the longest one counts, else the shortest
     * @return -1 where there is none
     */
    public int end(CharSequence text, int begin, boolean longest) {
        return new Run(text, begin).end(longest, false);
    }

    /** The pattern that takes each text backwards. It has no directories. */
    public LinearPattern reversed() {
        List<Item> backwards = new ArrayList<>();
        for (int i = items.size() - 1; i >= 0; i--) {
            backwards.add(items.get(i));
        }
        return new LinearPattern(backwards);
    }

    /** Takes a pattern item by item. */
    public static final class Builder {
        private final List<Item> items = new ArrayList<>();

        /** A character of a set. */
        public Builder one(IntPredicate takes) {
            items.add(new Item(Kind.ONE, takes));
            return this;
        }

        public Builder literal(int character) {
            return one(c -> c == character);
        }

        /** Any number of characters of a set, none too. */
        public Builder many(IntPredicate takes) {
            items.add(new Item(Kind.MANY, takes));
            return this;
        }

        /** Any number of directories, each with the slash behind it. */
        public Builder directories() {
            items.add(new Item(Kind.DIRECTORIES, c -> c != '\n'));
            items.add(new Item(Kind.INSIDE_DIRECTORIES, c -> c != '\n'));
            return this;
        }

        /** Where the text begins. */
        public Builder begin() {
            items.add(new Item(Kind.BEGIN, c -> false));
            return this;
        }

        public LinearPattern build() {
            return new LinearPattern(items);
        }
    }

    /** One reading of a text: all the places in the pattern where it may be, at once. */
    private final class Run {
        private final CharSequence text;
        private final int begin;
        private Places now = new Places(items.size() + 1);
        private Places then = new Places(items.size() + 1);

        Run(CharSequence text, int begin) {
            this.text = text;
            this.begin = begin;
            enter(now, 0, begin == 0);
        }

        int end(boolean longest, boolean whole) {
            int found = now.has(items.size()) ? begin : NONE;
            int at = begin;
            while (at < text.length() && now.count > 0 && (longest || found == NONE)) {
                int c = Character.codePointAt(text, at);
                step(c);
                at += Character.charCount(c);
                found = now.has(items.size()) ? at : found;
            }
            return whole && found != text.length() ? NONE : found;
        }

        private void step(int c) {
            then.clear();
            for (int i = 0; i < now.count; i++) {
                int place = now.all[i];
                if (place < items.size() && items.get(place).takes().test(c)) {
                    switch (items.get(place).kind()) {
                        case ONE -> enter(then, place + 1, false);
                        case MANY -> enter(then, place, false);
                        case DIRECTORIES -> inside(place + 1, c);
                        case INSIDE_DIRECTORIES -> inside(place, c);
                        case BEGIN -> throw new IllegalStateException("the beginning takes no character");
                    }
                }
            }
            Places before = now;
            now = then;
            then = before;
        }

        private void inside(int place, int c) {
            enter(then, place, false);
            if (c == '/') {
                enter(then, place + 1, false);
            }
        }

        /** Enters a place, and those behind it that are reached without a character. */
        private void enter(Places places, int place, boolean atBegin) {
            for (int i = place; places.add(i); ) {
                Kind kind = i < items.size() ? items.get(i).kind() : Kind.ONE;
                if (kind == Kind.MANY || kind == Kind.BEGIN && atBegin) {
                    i++;
                } else if (kind == Kind.DIRECTORIES) {
                    i += 2;
                }
            }
        }
    }

    /** A set of places; to clear it and to go through it costs no more than what is in it. */
    private static final class Places {
        private final int[] all;
        private final boolean[] there;
        private int count;

        Places(int size) {
            all = new int[size];
            there = new boolean[size];
        }

        boolean has(int place) {
            return there[place];
        }

        boolean add(int place) {
            if (there[place]) {
                return false;
            }
            there[place] = true;
            all[count++] = place;
            return true;
        }

        void clear() {
            while (count > 0) {
                there[all[--count]] = false;
            }
        }
    }
}
