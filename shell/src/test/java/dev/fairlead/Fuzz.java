package dev.fairlead;

import static org.junit.jupiter.api.Assertions.fail;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Gives a reader what nobody means to write: the corpus of {@code /fuzz/NAME.txt}, whose texts part at lines of {@code
 * %%%}, and changes of it that are the same each time. A reader reads or refuses in words; nothing else may come out of
 * it. The system property {@code fairlead.fuzz} says how many inputs each reader gets, and has the figures printed.
 */
public final class Fuzz {
    private static final int USUAL = 250;
    private static final int LONGEST = 6_000;

    private static final String[] TOKENS = {
        "\0",
        "\n",
        "\r\n",
        "\t",
        "\"",
        "'",
        "`",
        "\\",
        "\\\n",
        "$",
        "${",
        "}",
        "{",
        "{{",
        "}}",
        "[",
        "]",
        "(",
        ")",
        "<<:",
        "<<",
        "&a ",
        "*a",
        "!!int ",
        "!!binary ",
        "!!set ",
        "? ",
        ": ",
        "- ",
        "---\n",
        "...\n",
        "%",
        "%YAML 1.1\n",
        "#",
        "|",
        ">",
        "@",
        ",",
        ";",
        "=",
        "==",
        "!=",
        "~",
        "*",
        "**",
        "?",
        "..",
        "../",
        "/",
        "//",
        "-",
        "--",
        "0x_",
        "1e999",
        "99999999999999999999",
        "-1",
        "0",
        ".inf",
        "null",
        "true",
        "\ufeff",
        "\u0000",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ud83d",
        "\ude00",
        "\ud83d\ude00",
        "\udb40\udc41",
        "e\u0301",
        "\u00df",
        "\u0130",
        "\u001b[31m",
        " ",
        "  ",
        "a",
        "9",
        "\u00e9"
    };

    private final String name;
    private final Random random;
    private final List<String> corpus;

    private Fuzz(String name, List<String> corpus) {
        this.name = name;
        this.random = new Random(name.hashCode());
        this.corpus = corpus;
    }

    /** What is done with one input. */
    @FunctionalInterface
    public interface Reading {
        void of(String input) throws Exception;
    }

    /** What is done with one input of bytes. */
    @FunctionalInterface
    public interface BytesReading {
        void of(byte[] input) throws Exception;
    }

    /** @param refusals what it throws beside expected failures where an input is none of its kind */
    public static void texts(String reader, Reading reading, Class<?>... refusals) {
        texts(reader, 1, reading, refusals);
    }

    /** @param cost of one input in those of others; so many fewer are given */
    public static void texts(String reader, int cost, Reading reading, Class<?>... refusals) {
        Fuzz fuzz = new Fuzz(reader, corpus(reader));
        fuzz.run(
                cost,
                fuzz.corpus.size(),
                i -> {
                    String input = i < fuzz.corpus.size() ? fuzz.corpus.get(i) : fuzz.changed();
                    return new Try(shown(input), () -> reading.of(input));
                },
                refusals);
    }

    /** @param seeds what is changed */
    public static void bytes(String reader, int cost, List<byte[]> seeds, BytesReading reading, Class<?>... refusals) {
        Fuzz fuzz = new Fuzz(reader, List.of());
        fuzz.run(
                cost,
                seeds.size(),
                i -> {
                    byte[] input = i < seeds.size() ? seeds.get(i) : fuzz.changed(seeds);
                    return new Try(shown(new String(input, StandardCharsets.ISO_8859_1)), () -> reading.of(input));
                },
                refusals);
    }

    private record Try(String shown, Action action) {}

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    @FunctionalInterface
    private interface Inputs {
        Try get(int number);
    }

    private void run(int cost, int seeds, Inputs inputs, Class<?>[] refusals) {
        int wanted = Integer.getInteger("fairlead.fuzz", USUAL) / cost;
        int count = Math.max(seeds, wanted);
        int refused = 0;
        long slowest = 0;
        for (int i = 0; i < count; i++) {
            Try input = inputs.get(i);
            long began = System.nanoTime();
            refused += read(input, i, refusals) ? 0 : 1;
            slowest = Math.max(slowest, System.nanoTime() - began);
        }
        if (System.getProperty("fairlead.fuzz") != null) {
            System.out.printf(
                    "fuzz: %-16s %6d inputs, %6d refused, slowest %d ms%n", name, count, refused, slowest / 1_000_000);
        }
    }

    private boolean read(Try input, int number, Class<?>[] refusals) {
        try {
            input.action().run();
            return true;
        } catch (OpsException e) {
            return e.kind() == FailureKind.INTERNAL ? failed(input, number, e) : false;
        } catch (Throwable e) {
            // Not its subclasses: what Java's own readers throw by the way is no refusal of ours.
            return Arrays.asList(refusals).contains(e.getClass()) ? false : failed(input, number, e);
        }
    }

    private boolean failed(Try input, int number, Throwable e) {
        return fail("the reader of " + name + " failed on input " + number + ": " + input.shown(), e);
    }

    private String changed() {
        StringBuilder text = new StringBuilder(any(corpus));
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            change(text);
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> text.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
            case 3 -> text.delete(at, end);
            case 4 -> text.insert(at, text.substring(at, end));
            case 5 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(200)));
            case 6 -> text.replace(at, end, TOKENS[random.nextInt(TOKENS.length)]);
            case 7 -> text.setLength(at);
            default -> {
                String other = any(corpus);
                text.insert(at, other.substring(random.nextInt(other.length() + 1)));
            }
        }
    }

    private byte[] changed(List<byte[]> seeds) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int left = 1 + random.nextInt(8); left > 0 && bytes.length > 0; left--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(16)), (byte) 0xff);
                case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(600)), (byte) 0);
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    int from = random.nextInt(other.length);
                    System.arraycopy(other, from, bytes, at, Math.min(other.length - from, bytes.length - at));
                }
            }
        }
        return bytes;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<String> corpus(String name) {
        try (InputStream file = Fuzz.class.getResourceAsStream("/fuzz/" + name + ".txt")) {
            if (file == null) {
                throw new IllegalArgumentException("there is no corpus /fuzz/" + name + ".txt");
            }
            String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("(?m)^%%%\n"))
                    .map(text -> text.replaceFirst("\n$", ""))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a Java literal, so that it can become a test of its own. */
    private static String shown(String input) {
        StringBuilder shown = new StringBuilder("\"");
        for (char c : input.toCharArray()) {
            shown.append(
                    c == '\n'
                            ? "\\n"
                            : c == '"' || c == '\\'
                                    ? "\\" + c
                                    : c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : c);
        }
        return shown.append('"').toString();
    }
}
