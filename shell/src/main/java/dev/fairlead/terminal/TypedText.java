package dev.fairlead.terminal;

import dev.fairlead.failure.Cancelled;
import java.util.Objects;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** What the user types at an open terminal beside the lines of the prompt. Ctrl-C cancels the command that reads. */
final class TypedText {
    private final LineReader reader;
    private boolean ended;

    private TypedText(Terminal terminal) {
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** An answer, unseen with a mask; empty where none was given. */
    static Optional<String> answer(Terminal terminal, String question, @Nullable Character mask) {
        return new TypedText(terminal).next(question, mask).filter(text -> !text.isEmpty());
    }

    /** One line with its end; empty after Ctrl-D. */
    static String line(Terminal terminal) {
        TypedText typed = new TypedText(terminal);
        typed.takeTabs();
        return typed.next("", null).map(line -> line + "\n").orElse("");
    }

    /** All lines up to Ctrl-D. */
    static String all(Terminal terminal) {
        TypedText typed = new TypedText(terminal);
        typed.takeTabs();
        typed.endAnywhere();
        StringBuilder text = new StringBuilder();
        while (!typed.ended) {
            typed.next("", null).ifPresentOrElse(line -> text.append(line).append('\n'), () -> typed.ended = true);
        }
        return text.toString();
    }

    private Optional<String> next(String question, @Nullable Character mask) {
        try {
            return Optional.of(mask == null ? reader.readLine(question) : reader.readLine(question, mask));
        } catch (UserInterruptException e) {
            ControlKeys.forgetCtrlC(reader.getTerminal());
            throw new Cancelled(
                    question.isEmpty()
                            ? "cancelled while reading the terminal; nothing was done"
                            : "cancelled at the question; nothing was done");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    private void takeTabs() {
        keys().bind(new Reference(LineReader.SELF_INSERT), "\t");
    }

    /** Ctrl-D behind the last line ends it too, where the editor would delete a letter. */
    private void endAnywhere() {
        reader.getWidgets().put("end-of-text", () -> {
            if (reader.getBuffer().length() == 0) {
                throw new EndOfFileException();
            }
            ended = true;
            reader.callWidget(LineReader.ACCEPT_LINE);
            return true;
        });
        keys().bind(new Reference("end-of-text"), KeyMap.ctrl('D'));
    }

    private KeyMap<Binding> keys() {
        return Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
    }
}
