package dev.fairlead.terminal;

import dev.fairlead.command.CommandModel;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Colours a line of commands as it is typed: its commands, options and quoted text. Java is left as it is. */
final class LineHighlighter implements Highlighter {
    private static final Pattern TOKEN =
            Pattern.compile("\\s+|(?:'[^']*'?|\"(?:\\\\.|[^\"\\\\])*+\"?|\\\\.|[^\\s'\"\\\\]|\\\\$)++", Pattern.DOTALL);
    private static final AttributedStyle KNOWN = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle UNKNOWN = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle OPTION = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle QUOTED = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

    private final Interpreter interpreter;
    private final Supplier<@Nullable CommandModel> model;

    /** @param model null while it is being built */
    LineHighlighter(Interpreter interpreter, Supplier<@Nullable CommandModel> model) {
        this.interpreter = interpreter;
        this.model = model;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        CommandModel root = model.get();
        if (root == null || interpreter.kind(buffer) != LineKind.COMMAND) {
            return new AttributedString(buffer);
        }
        AttributedStringBuilder text = new AttributedStringBuilder();
        Optional<CommandModel> command = Optional.of(root);
        Matcher matcher = TOKEN.matcher(buffer);
        while (matcher.find()) {
            String token = matcher.group();
            if (token.isBlank()) {
                text.append(token);
                continue;
            }
            boolean atCursor = matcher.end() == buffer.length();
            boolean expected =
                    command.isPresent() && !command.get().subcommands().isEmpty() && !token.startsWith("-");
            if (expected) {
                command = command.get().subcommand(token);
                text.styled(command.isPresent() ? KNOWN : atCursor ? AttributedStyle.DEFAULT : UNKNOWN, token);
            } else {
                text.styled(style(token), token);
            }
        }
        return text.length() == buffer.length() ? text.toAttributedString() : new AttributedString(buffer);
    }

    private static AttributedStyle style(String token) {
        if (token.startsWith("-")) {
            return OPTION;
        }
        boolean quoted = token.indexOf('\'') >= 0 || token.indexOf('"') >= 0;
        return quoted ? QUOTED : AttributedStyle.DEFAULT;
    }
}
