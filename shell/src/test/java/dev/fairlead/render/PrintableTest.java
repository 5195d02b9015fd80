package dev.fairlead.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void controlCharactersAreSpeltOut() {
        assertEquals("a^[[31mb^G", Printable.line("a\u001b[31mb\u0007"));
        assertEquals("x\\u009b31my\\u007f", Printable.line("x\u009b31my\u007f"));
        assertEquals("a\\u202eb", Printable.line("a\u202eb"));
        assertEquals("one^Jtwo", Printable.line("one\ntwo"));
        assertEquals("one\ntwo\t^M", Printable.block("one\ntwo\t\r"));
        assertEquals("grün 日本", Printable.line("grün 日本"));
    }

    @Test
    void whatIsNotSeenIsSpeltOutAsWell() {
        for (char unseen : "\u200b\u200c\u200d\u200e\u200f\u2060\u2064\ufeff\u061c\u180e\u2028\ufffb".toCharArray()) {
            assertEquals(String.format("a\\u%04xb", (int) unseen), Printable.line("a" + unseen + "b"));
        }
        String hidden = new String(Character.toChars(0xe0041)) + new String(Character.toChars(0xe01ef));
        assertEquals("a\\udb40\\udc41\\udb40\\uddefb", Printable.line("a" + hidden + "b"));
        assertEquals("✔️ 😀 e\u0301", Printable.line("✔️ 😀 e\u0301"));
        assertEquals("\ufeff", Printable.line("\ufeff").replace("\\ufeff", "\ufeff"));
    }

    @Test
    void aScriptMayColourItsTextAndNothingElse() {
        assertEquals("\u001b[1;31mred\u001b[0m", Printable.coloured("\u001b[1;31mred\u001b[0m"));
        assertEquals("^[[2Ja\n^[]0;title^G", Printable.coloured("\u001b[2Ja\n\u001b]0;title\u0007"));
    }
}
