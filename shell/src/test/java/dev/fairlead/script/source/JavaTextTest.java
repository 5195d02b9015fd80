package dev.fairlead.script.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JavaTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "_                      | LAST",
                "_.size() + _           | LAST.size() + LAST",
                "a_b + _x + x_ + __     | a_b + _x + x_ + __",
                "\"_\" + '_' + _        | \"_\" + '_' + LAST",
                "\"a\\\"_\" + _         | \"a\\\"_\" + LAST",
                "f(/* _ */ _) // _      | f(/* _ */ LAST) // _",
                "\"\"\" _ \"_\" \"\"\"+_| \"\"\" _ \"_\" \"\"\"+LAST",
                "(_)->1                 | (LAST)->1",
                "\"not closed _         | \"not closed _",
            })
    void replacesTheLoneUnderscoreOnly(String source, String expected) {
        assertEquals(expected, JavaText.withLast(source, "LAST"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "void f() { if (a) { }  | 9",
                "f(1, (2)               | 1",
                "a /* open              | 2",
                "x = \"\"\"{            | 4",
                "f(\"{\", '(', 1); // { | -1",
                "} {                    | -1",
            })
    void findsWhatIsLeftOpen(String source, int offset) {
        assertEquals(offset, JavaText.open(source).orElse(-1));
    }

    @Test
    void numbersAndOperatorsAreTokensOfTheirOwn() {
        String source = "a>>>=1e-3+0x1p-2*.5-1..f(b->c::d,x++ + ++y,m...)";
        assertEquals(
                List.of(
                        "a", ">>>=", "1e-3", "+", "0x1p-2", "*", ".5", "-", "1.", ".", "f", "(", "b", "->", "c", "::",
                        "d", ",", "x", "++", " ", "+", " ", "++", "y", ",", "m", "...", ")"),
                JavaText.tokens(source).stream()
                        .map(token -> source.substring(token.start(), token.end()))
                        .toList());
    }

    @Test
    void codeBeginsAfterBlanksAndComments() {
        assertEquals(21, JavaText.firstCode("  // one\n /* two */\n\tint x;"));
        assertEquals(5, JavaText.firstCode("// a\n"));
    }

    @Test
    void depthIsThatOfExpressionsAndNotOfLists() {
        assertTrue(JavaText.depth("1" + " + 1".repeat(3_000)) > 2_000);
        assertTrue(JavaText.depth("(".repeat(2_500)) > 2_000);
        assertTrue(JavaText.depth("if (a) b(); else ".repeat(2_500)) > 2_000);
        assertTrue(JavaText.depth("int[] a = {" + "-1, ".repeat(5_000) + "};") < 20);
        assertTrue(JavaText.depth("f(a + b);\n".repeat(5_000)) < 20);
        assertTrue(JavaText.depth("x(\"" + "+".repeat(5_000) + "\"); // " + "(".repeat(5_000)) < 20);
    }
}
