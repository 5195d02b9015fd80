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
    void aScriptMayColourItsTextAndNothingElse() {
        assertEquals("\u001b[1;31mred\u001b[0m", Printable.coloured("\u001b[1;31mred\u001b[0m"));
        assertEquals("^[[2Ja\n^[]0;title^G", Printable.coloured("\u001b[2Ja\n\u001b]0;title\u0007"));
    }
}
