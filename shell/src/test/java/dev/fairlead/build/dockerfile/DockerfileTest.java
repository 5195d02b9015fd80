package dev.fairlead.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DockerfileTest {
    @Test
    void commentsBlankLinesAndContinuedLinesAreReadAsDockerDoes() {
        Dockerfile file = Dockerfile.parse("""
                # syntax=docker/dockerfile:1

                ARG BASE=scratch
                from ${BASE} as First
                RUN a \\
                  # not here
                  b \\

                  c
                FROM first
                copy --from=first --chown=1:2 /a /b
                """);
        assertEquals(2, file.stages().size());
        BuildStage first = file.stages().get(0);
        assertEquals("first", first.name());
        assertEquals("${BASE}", first.base());
        assertEquals("RUN a   b   c", first.instructions().get(0).toString());
        assertEquals(5, first.instructions().get(0).line());
        Instruction copy = file.stages().get(1).instructions().get(0);
        assertEquals(Map.of("from", List.of("first"), "chown", List.of("1:2")), copy.flags());
        assertEquals("/a /b", copy.rest());
        assertEquals(0, file.stage("FIRST", 1).orElseThrow());
        assertEquals(0, file.stage("0", 1).orElseThrow());
        assertEquals(false, file.stage("first", 0).isPresent());
    }

    @Test
    void theEscapeDirectiveIsKept() {
        Dockerfile file = Dockerfile.parse("# escape=`\nFROM scratch\nRUN a `\n  b\\\n");
        assertEquals("a   b\\", file.stages().get(0).instructions().get(0).rest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            RUN x                | 1 | no build stage in current context
            FROM a b c           | 1 | FROM requires either one or three arguments
            FROM a AS 1x         | 1 | invalid name for build stage: "1x", name can't start with a number or contain symbols
            FROM a~FRUM b        | 2 | unknown instruction: FRUM (did you mean FROM?)
            FROM a~COPY          | 2 | COPY requires at least two arguments, but only one was provided. Destination could not be determined
            # only a comment     | 1 | file with no instructions
            """)
    void mistakesNameTheirLine(String text, int line, String why) {
        DockerfileProblem problem =
                assertThrows(DockerfileProblem.class, () -> Dockerfile.parse(text.replace('~', '\n')));
        assertEquals(line, problem.line());
        assertEquals(why, problem.why());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            $a               | 1
            ${a}b            | 1b
            $ab              |
            ${none:-x$a}     | x1
            ${empty:-x}      | x
            ${empty-x}       |
            ${a:+set}        | set
            ${empty+set}     | set
            "a $a"           | a 1
            'a $a'           | a $a
            \\$a             | $a
            "a\\"b"          | a"b
            "\\n"            | \\n
            a\\ b            | a b
            $                | $
            """)
    void variablesAndQuotesAreResolved(String text, String expected) {
        Instruction instruction = new Instruction(1, "ENV", text);
        assertEquals(expected == null ? "" : expected, Expansion.of(instruction, text, Map.of("a", "1", "empty", "")));
    }

    @ParameterizedTest
    @CsvSource({"${a", "${a*b}", "'a", "${none:?is needed}", "${}"})
    void whatCannotBeResolvedIsSaid(String text) {
        Instruction instruction = new Instruction(3, "ENV", text);
        assertEquals(
                3,
                assertThrows(DockerfileProblem.class, () -> Expansion.of(instruction, text, Map.of("a", "1")))
                        .line());
    }

    @Test
    void pairsAreReadInBothForms() {
        assertEquals(Map.of("a", "b c d"), DockerfileWords.pairs(new Instruction(1, "ENV", "a b c d")));
        assertEquals(
                Map.of("a", "\"b c\"", "d", "e\\ f"),
                DockerfileWords.pairs(new Instruction(1, "ENV", "a=\"b c\" d=e\\ f")));
        assertThrows(DockerfileProblem.class, () -> DockerfileWords.pairs(new Instruction(1, "LABEL", "a=b c")));
        assertEquals(List.of("/bin/sh", "-c", "a b"), DockerfileWords.command("a b", List.of("/bin/sh", "-c")));
        assertEquals(List.of("a", "b"), DockerfileWords.command("[\"a\", \"b\"]", List.of("/bin/sh", "-c")));
    }
}
