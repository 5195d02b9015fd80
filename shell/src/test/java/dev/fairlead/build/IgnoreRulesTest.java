package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IgnoreRulesTest {

    /** Patterns are separated by a comma; a path after ! must be kept. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            commentCharacter = '~',
            value = {
                "a -> a a/b a/b/c !b/a !ab",
                "/a -> a a/b !b/a",
                "a/ -> a a/b",
                "./a -> a",
                "x/../a -> a !x",
                "//a//b -> a/b !a",
                "../a -> !a",
                ". -> !a !a/b",
                "/ -> !a !a/b",
                "* -> a a/b .hidden",
                "*.go -> x.go .go !src/x.go !xgo",
                "*/x.go -> src/x.go !x.go !a/b/x.go",
                "**/x.go -> x.go src/x.go a/b/x.go !yx.go",
                "**/*.go -> x.go src/x.go a/b/c.go !a.txt",
                "**/node_modules -> node_modules a/node_modules a/b/node_modules/c !node_modulesx",
                "a/** -> a/b a/b/c !a !ab",
                "a/**/c -> a/c a/b/c a/b/d/c !c !a/bc",
                "a** -> a ab a/b",
                "a**/b -> ab a/b axx/b !xa/b",
                "** -> a a/b",
                "**/ -> a a/b",
                "**foo -> foo xfoo a/foo !food",
                "**/a/** -> a/b x/a/b !a !x/a",
                "?.go -> x.go !xy.go !.go !a/x.go",
                "[ab].go -> a.go b.go !c.go",
                "[^ab].go -> c.go !a.go",
                "[a-c]x -> ax cx !dx",
                "[a&&b] -> a & b !c",
                "a\\*b -> a*b !axb",
                "a\\[b -> a[b !ab",
                "a.b -> a.b !axb",
                "a+(b)|{c}$ -> a+(b)|{c}$ !aab",
                "*,!a -> b !a !a/b",
                "*,!a/b -> a a/c !a/b !a/b/c",
                "!a,a -> a",
                "a,!a -> !a !a/b",
                "a,!a/b,a/b/c -> a/x !a/b a/b/c !a/b/d",
                "*.md,!README*.md,README-secret.md -> x.md README-secret.md !README.md",
                "*.md,README-secret.md,!README*.md -> x.md !README-secret.md",
                "*,!**/*.go -> a a/b.txt !a.go !a/b.go",
                "a/x,!a -> a/x !a",
                "# a,#b -> !a !#b !b",
                "! a,b -> b !a",
                "!/a/,* -> a",
                "*,!/a/ -> b !a !a/b",
            })
    void aPathIsDecidedByTheLastPatternThatMatches(String patterns, String paths) {
        IgnoreRules rules = IgnoreRules.parse(patterns.replace(',', '\n'));
        for (String path : paths.split(" ")) {
            boolean kept = path.startsWith("!");
            String name = kept ? path.substring(1) : path;
            assertEquals(!kept, rules.excludes(name), patterns + " on " + name);
        }
    }

    @Test
    void byteOrderMarkBlanksAndWindowsLineEndsAreNoPartOfAPattern() {
        IgnoreRules rules = IgnoreRules.parse("\ufeffa\r\n  b\t\r\n");
        assertTrue(rules.excludes("a"));
        assertTrue(rules.excludes("b"));
    }

    @Test
    void onlyAHashAtTheVeryBeginningIsAComment() {
        assertTrue(IgnoreRules.parse(" #a").excludes("#a"));
        assertFalse(IgnoreRules.parse("#a").excludes("#a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[", "[", "[]", "[]a]", "[a-]", "a\\", "!", "[x"})
    void aMalformedPatternIsNamedWithItsLine(String pattern) {
        String message = assertThrows(IllegalArgumentException.class, () -> IgnoreRules.parse("ok\n" + pattern))
                .getMessage();
        assertTrue(message.startsWith("line 2: "), message);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b,a,true",
        "a/b,b,false",
        "**/x,a,true",
        "a*/x,b,false",
        "a*/x,ab,true",
        "a,a,false",
        "a/b/**,a/b/c,true"
    })
    void aDirectoryIsSearchedOnlyWhereAnExceptionMayBeInIt(String exception, String directory, boolean searched) {
        assertEquals(searched, IgnoreRules.parse("*\n!" + exception).mayKeepBelow(directory));
    }
}
