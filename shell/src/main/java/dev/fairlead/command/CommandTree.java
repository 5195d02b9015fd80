package dev.fairlead.command;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.Fitted;
import dev.fairlead.rights.DeclaredRights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * All commands. A group's picocli model is built when one of its lines is first parsed, and anew for every line, so that
 * no field keeps a value of the line before.
 */
public final class CommandTree {
    private static final String LAUNCHER = "fairlead";
    private static final String STANDARD = "standard";

    private final Map<String, CommandGroup> groups = new LinkedHashMap<>();
    private final Map<String, Class<?>> topLevel = new LinkedHashMap<>();
    private final CommandGroup root;
    private final Converters converters;

    /** @param root the commands that are a first word themselves */
    public CommandTree(CommandGroup root, List<CommandGroup> groups, Converters converters) {
        this.root = root;
        this.converters = converters;
        groups.forEach(group -> this.groups.put(group.name(), group));
    }

    /** Whether a line that begins with this word is a command's. */
    public boolean knows(String firstWord) {
        return groups.containsKey(firstWord) || topLevel().containsKey(firstWord);
    }

    /**
     * Understands a line.
     *
     * @param words at least one
     * @throws OpsException of kind USAGE, with the nearest correct words as a hint
     */
    public Invocation parse(List<String> words) {
        CommandLine line = commandLine(words);
        requireCommand(words);
        try {
            return invocation(words, line.parseArgs(words.toArray(String[]::new)));
        } catch (ParameterException e) {
            throw ShellOperators.in(words).orElseGet(() -> usage(words, e));
        }
    }

    /** picocli would pass a word over that is none of a group's commands, and take a later one for the command. */
    private void requireCommand(List<String> words) {
        CommandGroup group = groups.get(words.get(0));
        if (group == null || words.size() < 2 || words.get(1).startsWith("-")) {
            return;
        }
        List<String> known =
                group.commands().get().stream().map(CommandTree::name).toList();
        if (!known.contains(words.get(1))) {
            throw ShellOperators.in(words).orElseGet(() -> unknown("", words, known, words.get(1)));
        }
    }

    /** What the command declares that a line such as {@code rollout undo} begins with. */
    public Optional<DeclaredRights> rights(String line) {
        String[] words = line.split(" ", 2);
        CommandGroup group = groups.get(words[0]);
        return group == null || words.length < 2
                ? Optional.empty()
                : group.commands().get().stream()
                        .filter(command -> name(command).equals(words[1]))
                        .findFirst()
                        .flatMap(command -> DeclaredRights.of(command.getClass()));
    }

    /** A failure of a line, with hints that act where the line acted. */
    public OpsException placed(List<String> words, OpsException failure) {
        PlacedHints hints = new PlacedHints(words, this::command);
        return new OpsException(
                failure.kind(),
                failure.message(),
                failure.details(),
                failure.hints().stream().map(hints::placed).toList(),
                failure);
    }

    /** The command that a line begins with; empty where it begins with none. */
    private Optional<CommandSpec> command(List<String> words) {
        if (!knows(words.get(0))) {
            return Optional.empty();
        }
        CommandLine line = commandLine(words);
        for (String word : words) {
            CommandLine next = line.getSubcommands().get(word);
            if (next == null) {
                break;
            }
            line = next;
        }
        CommandSpec spec = line.getCommandSpec();
        return spec.userObject() instanceof ShellCommand<?> ? Optional.of(spec) : Optional.empty();
    }

    /** The help of a command, a group, or of everything where no words are given. */
    public Fitted help(List<String> words) {
        CommandLine line = words.isEmpty() || !knows(words.get(0)) ? everything() : commandLine(words);
        for (String word : words) {
            CommandLine next = line.getSubcommands().get(word);
            if (next == null) {
                throw unknown(
                        "help ", words, new ArrayList<>(line.getSubcommands().keySet()), word);
            }
            line = next;
        }
        return HelpText.of(line, words.isEmpty());
    }

    /** The whole tree as data; builds every group. */
    public CommandModel model() {
        return Models.of(everything().getCommandSpec());
    }

    private Invocation invocation(List<String> words, ParseResult parsed) {
        ParseResult leaf = parsed;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        CommandSpec spec = leaf.commandSpec();
        if (leaf.isUsageHelpRequested()) {
            return new Invocation.Help(HelpText.of(spec.commandLine(), false));
        }
        if (!(spec.userObject() instanceof ShellCommand<?> command)) {
            List<String> names = new ArrayList<>(spec.subcommands().keySet());
            throw new OpsException(
                            FailureKind.USAGE,
                            String.join(" ", words) + ": say what to do: " + String.join(", ", names))
                    .hint("help " + String.join(" ", words));
        }
        requireNoOperators(words, leaf, command);
        CommandSpec mixin = spec.mixins().get(STANDARD);
        StandardOptions options = mixin == null ? new StandardOptions() : (StandardOptions) mixin.userObject();
        return new Invocation.Run(path(spec), command, options.output(), options.verbose());
    }

    /** What a script is given is its own matter, and what an option is given may be any text. */
    private static void requireNoOperators(List<String> words, ParseResult leaf, ShellCommand<?> command) {
        boolean operator = !command.takesAllThatFollows()
                && leaf.matchedPositionals().stream()
                        .flatMap(parameter -> parameter.originalStringValues().stream())
                        .anyMatch(ShellOperators::isOne);
        if (operator) {
            ShellOperators.in(words).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private static OpsException usage(List<String> words, ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String path = path(spec);
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched
                && !spec.subcommands().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            return unknown("", words, new ArrayList<>(spec.subcommands().keySet()), word);
        }
        String first = readable(message.lines().findFirst().orElse(message));
        OpsException failure = new OpsException(FailureKind.USAGE, (path.isEmpty() ? "" : path + ": ") + lower(first));
        if (e instanceof UnmatchedArgumentException unmatched) {
            for (String suggestion : unmatched.getSuggestions()) {
                failure = failure.hint(path + " " + suggestion);
            }
        }
        return failure.hint(("help " + path).trim());
    }

    /** What picocli says in a programmer's words, in a user's. */
    private static String readable(String message) {
        return message.replaceFirst("^Invalid value for positional parameter at index \\d+ \\((.*?)\\): ", "$1: ")
                .replaceFirst("expected one of \\[(.*?)] \\(case-insensitive\\) but was '(.*)'$", "'$2' is none of $1")
                .replaceFirst("('.*?') is not an? (int|long)$", "$1 is no whole number")
                .replace("Value for option option ", "Value for option ");
    }

    /** @param verb what the near lines begin with */
    private static OpsException unknown(String verb, List<String> words, List<String> known, String word) {
        int position = words.indexOf(word);
        String before = String.join(" ", words.subList(0, Math.max(0, position)));
        String after = words.subList(position + 1, words.size()).stream()
                .map(w -> " " + LineParser.quote(w))
                .collect(Collectors.joining());
        OpsException failure = new OpsException(
                FailureKind.USAGE, (before.isEmpty() ? "" : before + ": ") + "no command is called \"" + word + "\"");
        Optional<String> familiar = verb.isEmpty()
                ? FamiliarWords.line(before, words.subList(Math.max(0, position), words.size()))
                : Optional.empty();
        if (familiar.isPresent()) {
            return failure.hint(familiar.get()).hint(("help " + before).trim());
        }
        for (String near : NearestNames.to(word, known, 2)) {
            failure = failure.hint(verb + (before + " " + near + after).trim());
        }
        return failure.hint(("help " + before).trim());
    }

    private CommandLine commandLine(List<String> words) {
        String firstWord = words.get(0);
        CommandSpec spec = CommandSpec.create().name(LAUNCHER);
        CommandGroup group = groups.get(firstWord);
        if (group != null) {
            spec.addSubcommand(group.name(), groupSpec(group, words.size() > 1 ? words.get(1) : ""));
        } else if (topLevel().containsKey(firstWord)) {
            addCommands(spec, root, firstWord);
        } else {
            throw unknown("", words, new ArrayList<>(names()), firstWord);
        }
        return configured(spec);
    }

    private CommandLine everything() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new RootOptions());
        groups.values().forEach(group -> spec.addSubcommand(group.name(), groupSpec(group, "")));
        addCommands(spec, root, "");
        return configured(spec);
    }

    private CommandLine configured(CommandSpec spec) {
        CommandLine line = new CommandLine(spec);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUnmatchedOptionsArePositionalParams(false);
        line.setExpandAtFiles(false);
        converters.register(line);
        return line;
    }

    private static CommandSpec groupSpec(CommandGroup group, String word) {
        CommandSpec spec = CommandSpec.create().name(group.name());
        spec.usageMessage().description(group.description());
        spec.addMixin(STANDARD, CommandSpec.forAnnotatedObject(new StandardOptions()));
        addCommands(spec, group, word);
        return spec;
    }

    /** Adds the command that the word names, as a line needs no other; all of the group where it names none. */
    private static void addCommands(CommandSpec parent, CommandGroup group, String word) {
        List<ShellCommand<?>> all = group.commands().get();
        List<ShellCommand<?>> named =
                all.stream().filter(command -> name(command).equals(word)).toList();
        for (ShellCommand<?> command : named.isEmpty() ? all : named) {
            CommandSpec spec = CommandSpec.forAnnotatedObject(command);
            spec.addMixin(STANDARD, CommandSpec.forAnnotatedObject(new StandardOptions()));
            spec.parser().stopAtPositional(command.takesAllThatFollows());
            parent.addSubcommand(spec.name(), spec);
        }
    }

    private synchronized Map<String, Class<?>> topLevel() {
        if (topLevel.isEmpty()) {
            for (ShellCommand<?> command : root.commands().get()) {
                topLevel.put(name(command), command.getClass());
            }
        }
        return topLevel;
    }

    private static String name(ShellCommand<?> command) {
        return command.getClass().getAnnotation(CommandLine.Command.class).name();
    }

    private static String path(@Nullable CommandSpec spec) {
        if (spec == null || spec.parent() == null) {
            return "";
        }
        return (path(spec.parent()) + " " + spec.name()).trim();
    }

    private static String lower(String sentence) {
        boolean acronym = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
        return sentence.isEmpty() || acronym
                ? sentence
                : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** The first words that people's lines may begin with; builds no model. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(groups.keySet());
        topLevel().forEach((name, type) -> {
            if (!type.getAnnotation(CommandLine.Command.class).hidden()) {
                names.add(name);
            }
        });
        return names;
    }

    /** The first words that lines may begin with, with what they do. */
    public Map<String, String> firstWords() {
        return model().subcommands().stream()
                .collect(Collectors.toMap(
                        CommandModel::name, CommandModel::description, (a, b) -> a, LinkedHashMap::new));
    }
}
