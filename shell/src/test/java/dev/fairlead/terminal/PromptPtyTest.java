package dev.fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real prompt on a real pseudo-terminal. */
@Tag("launcher")
final class PromptPtyTest {
    private static final String PROMPT = "fairlead dev/default>";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String CTRL_R = "\u0012";
    private static final String UP = "\u001bOA";

    @TempDir
    private Path directory;

    @Test
    void tabCompletesCommandsAndListsThemWithWhatTheyDo() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("clu\tpi\t\r");
            shell.awaitText("it answers\n" + PROMPT);
            shell.type("\t");
            shell.awaitText("stuck     Wait and do not listen.");
        }
    }

    @Test
    void controlCClearsTheLine() throws Exception {
        try (PtyProgram shell = prompt()) {
            for (int i = 0; i < 10; i++) {
                shell.type("say never" + i);
                shell.awaitEnd("say never" + i);
                shell.type(CTRL_C);
                shell.awaitEnd("say never" + i + "\n" + PROMPT);
            }
            shell.type("say this\r");
            String text = shell.awaitText("said this");
            assertFalse(text.contains("said never"), text);
            assertFalse(text.contains(PROMPT + "\n" + PROMPT), "the prompt is drawn once:\n" + text);
        }
    }

    @Test
    void tabInAnArgumentTellsHowTheMethodIsCalledAndOffersOnlyWhatFits() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("maths.square(\t");
            shell.awaitEnd("int Maths.square(int number)\n" + PROMPT + " maths.square(number");
        }
    }

    @Test
    void controlCCancelsACommandWhichSaysWhatItLeaves() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("wait\r");
            shell.awaitText("waiting for nothing");
            shell.type(CTRL_C);
            String text = shell.awaitText("nothing is left behind\n" + PROMPT);
            assertFalse(text.contains("waiting for nothing"), "progress leaves nothing:\n" + text);
        }
    }

    @Test
    void aCommandThatDoesNotListenIsLeftAloneAndCannotWriteOverThePrompt() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("stuck\r");
            shell.awaitText("stuck now");
            shell.type(CTRL_C);
            shell.awaitEnd("what it still prints is not shown\n" + PROMPT);
            shell.type("say next\r");
            shell.awaitEnd("said next\n" + PROMPT);
        }
    }

    @Test
    void aCommandReadsTheTerminalUpToControlD() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("read\r");
            shell.awaitText("end with Ctrl-D");
            shell.type("one\r  two");
            shell.awaitEnd("end with Ctrl-D\none\n  two");
            shell.type(CTRL_D);
            shell.awaitEnd("read one|  two|\n" + PROMPT);
        }
    }

    /** Whatever was typed for the command is gone with it; the next line has all of its letters. */
    @Test
    void controlCCancelsACommandThatReadsTheTerminal() throws Exception {
        try (PtyProgram shell = prompt()) {
            for (int i = 0; i < 3; i++) {
                shell.type("read\r");
                shell.awaitEnd("end with Ctrl-D");
                shell.type("say never\rsay no");
                shell.awaitEnd("say never\nsay no");
                shell.type(CTRL_C);
                shell.awaitEnd("nothing was done\n" + PROMPT);
                shell.type("say abcdefgh" + i + "\r");
                shell.awaitEnd("said abcdefgh" + i + "\n" + PROMPT);
            }
            assertFalse(shell.awaitEnd(PROMPT).contains("said n"));
        }
    }

    @Test
    void aSlashOffersTheWordsAboutTheSession() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("/\t");
            shell.awaitText("/commands");
            shell.awaitText("/mixed");
        }
    }

    @Test
    void aTerminalWithoutASizePromptsAndRunsLines() throws Exception {
        try (PtyProgram shell = new PtyProgram(PtyProgram.java(PromptTestMain.class, directory), 0, 0)) {
            shell.awaitText(PROMPT);
            shell.type("say x\r");
            shell.awaitText("said x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "dumb", "no-such-terminal"})
    void aTerminalThatNobodyDescribedPromptsAndRunsLines(String type) throws Exception {
        String command = "TERM=" + type + " " + PtyProgram.java(PromptTestMain.class, directory);
        try (PtyProgram shell = new PtyProgram(command, 100, 30)) {
            shell.awaitText(PROMPT);
            shell.type("say x\r");
            shell.awaitText("said x");
            assertFalse(shell.raw().contains("WARNING"), shell.raw());
        }
    }

    @Test
    void historyIsThereInTheNextSession() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("say first\r");
            shell.awaitEnd("said first\n" + PROMPT);
            shell.type("exit 4\r");
            assertEquals(4, shell.exitCode());
        }
        try (PtyProgram shell = prompt()) {
            shell.type(UP);
            shell.awaitEnd("exit 4");
            shell.type(UP);
            shell.awaitEnd("say first");
            shell.type(CTRL_C + CTRL_R + "fir");
            shell.awaitText("bck-i-search");
            shell.type("\r");
            shell.awaitText("said first");
        }
    }

    @Test
    void controlDLeavesFromAnEmptyLineOnly() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("say x" + CTRL_D + "\r");
            shell.awaitEnd("said x\n" + PROMPT);
            shell.type(CTRL_D);
            assertEquals(0, shell.exitCode());
        }
    }

    @Test
    void anOpenBlockAsksForMore() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("for (;;) {\r");
            shell.awaitEnd("{\n...>");
            shell.type("}\r");
            shell.awaitText("2 lines of Java");
        }
    }

    @Test
    void aPromptThatWasResizedStillEditsItsLine() throws Exception {
        try (PtyProgram shell = prompt()) {
            shell.type("say a-line-that-is-rather-long-but-fits-on-the-screen");
            shell.awaitEnd("screen");
            shell.resize(40, 20);
            shell.type("-and-grows\r");
            String raw = "said a-line-that-is-rather-long-but-fits-on-the-screen-and-grows";
            shell.await(text -> shell.raw().contains(raw));
            assertTrue(shell.raw().contains(raw));
        }
    }

    private PtyProgram prompt() throws IOException, InterruptedException {
        PtyProgram shell = new PtyProgram(PtyProgram.java(PromptTestMain.class, directory), 100, 30);
        shell.awaitEnd(PROMPT);
        return shell;
    }
}
