package dev.fairlead.terminal;

import dev.fairlead.command.CommandModel;
import dev.fairlead.completion.CommandCompleter;
import dev.fairlead.completion.Completion;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** What Tab offers: commands and their names, or Java's names where the line is Java. */
final class PromptCompleter implements Completer {
    private static final int USUAL_WIDTH = 80;
    private static final List<String> SESSION_WORDS = List.of("/java", "/commands", "/mixed", "/help", "/exit");

    private final Interpreter interpreter;
    private final CommandCompleter commands;
    private final Supplier<@Nullable CommandModel> model;

    /** @param model null while it is being built */
    PromptCompleter(Interpreter interpreter, CommandCompleter commands, Supplier<@Nullable CommandModel> model) {
        this.interpreter = interpreter;
        this.commands = commands;
        this.model = model;
    }

    @Override
    public void complete(LineReader reader, ParsedLine parsed, List<Candidate> candidates) {
        PromptParser.TypedLine line = (PromptParser.TypedLine) parsed;
        if (line.before().isEmpty() && line.word().startsWith("/") && !line.java()) {
            SESSION_WORDS.forEach(
                    word -> candidates.add(candidate(new Completion(word, "", true), 0, 0, width(reader))));
            return;
        }
        if (!line.java()) {
            commands(line, reader, candidates);
        }
        if (candidates.isEmpty() && interpreter.mode() != InputMode.COMMANDS && (line.java() || isOneWord(line))) {
            java(line, candidates);
            if (beginsAnArgument(line)) {
                tellSignatures(line, reader);
            }
        }
        if (candidates.isEmpty() && isLoading(line)) {
            reader.printAbove("still loading what could stand here; press Tab again");
        }
    }

    /** Whether a later Tab may know more. */
    private boolean isLoading(PromptParser.TypedLine line) {
        boolean java = line.java() || isOneWord(line);
        return (!line.java() && (model.get() == null || commands.isLoading()))
                || (java
                        && interpreter.mode() != InputMode.COMMANDS
                        && !interpreter.java().isReady());
    }

    private static int width(LineReader reader) {
        int columns = reader.getTerminal().getSize().getColumns();
        return columns > 0 ? columns : USUAL_WIDTH;
    }

    private static boolean beginsAnArgument(PromptParser.TypedLine line) {
        String before = line.line().substring(0, line.start()).stripTrailing();
        return line.word().isEmpty() && (before.endsWith("(") || before.endsWith(","));
    }

    private void tellSignatures(PromptParser.TypedLine line, LineReader reader) {
        String unit = line.line().substring(line.offset());
        List<String> signatures = interpreter.java().signatures(unit, unit.length());
        if (!signatures.isEmpty()) {
            reader.printAbove(String.join("\n", signatures));
        }
    }

    private static boolean isOneWord(PromptParser.TypedLine line) {
        return line.before().isEmpty() && !line.word().isEmpty();
    }

    private void commands(PromptParser.TypedLine line, LineReader reader, List<Candidate> candidates) {
        CommandModel root = model.get();
        if (root != null && interpreter.mode() != InputMode.JAVA) {
            List<Completion> found = commands.complete(root, line.before(), line.word());
            int widest = found.stream().mapToInt(c -> c.text().length()).max().orElse(0);
            for (Completion completion : found) {
                candidates.add(candidate(completion, widest, candidates.size(), width(reader)));
            }
        }
    }

    private void java(PromptParser.TypedLine line, List<Candidate> candidates) {
        String unit = line.line().substring(line.offset());
        String typed = line.line();
        int order = 0;
        // Before anything is typed of an argument, every name that there is would be a suggestion.
        boolean fittingOnly = beginsAnArgument(line);
        for (JavaLines.Suggestion suggestion : interpreter.java().suggestions(unit, unit.length())) {
            if (fittingOnly && !suggestion.matchesType()) {
                continue;
            }
            // The editor replaces the identifier at the cursor, whatever the suggestion replaces.
            int anchor = line.offset() + suggestion.anchor();
            String kept = anchor < line.start() ? typed.substring(anchor, line.start()) : "";
            if (anchor <= line.start() && suggestion.text().startsWith(kept)) {
                String text = suggestion.text().substring(kept.length());
                boolean opens = text.endsWith("(") || text.endsWith(".");
                String shown = suggestion.text();
                candidates.add(new Candidate(text, shown, null, null, opens ? "" : null, null, false, order++));
            }
        }
    }

    /**
     * Descriptions stand below each other: the editor itself would push them to the right edge. What does not fit the
     * screen is cut.
     */
    private static Candidate candidate(Completion completion, int widest, int order, int width) {
        String text = completion.text();
        String described = completion.description().isEmpty()
                ? text
                : text + " ".repeat(widest - text.length() + 3) + completion.description();
        String shown = described.length() < width || described.equals(text)
                ? described
                : described.substring(0, Math.max(text.length(), width - 2)) + "…";
        return new Candidate(text, shown, null, null, null, null, completion.whole(), order);
    }
}
