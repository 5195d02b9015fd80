package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.build.dockerfile.Words;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** COPY and ADD of local files into one stage. */
final class CopyStep {
    private static final int DIRECTORY_MODE = 0755;
    private static final Pattern ARCHIVE = Pattern.compile("(?i).*\\.(tar|tar\\.(gz|bz2|xz|zst)|tgz|tbz2?|txz)");
    private static final Set<String> FLAGS = Set.of("from", "chown", "chmod", "link");

    private final ImageDraft draft;
    private final StageVariables variables;
    private final Sources sources;

    CopyStep(ImageDraft draft, StageVariables variables, Sources sources) {
        this.draft = draft;
        this.variables = variables;
        this.sources = sources;
    }

    /** The files that the instruction adds, with the directories that were not there. */
    FileTree files(Instruction instruction) throws IOException {
        List<String> words = variables.expand(instruction, words(instruction));
        if (words.size() < 2) {
            throw instruction.problem(instruction.keyword() + " requires at least two arguments");
        }
        check(instruction, words);
        Optional<String> from = Optional.ofNullable(instruction.flags().get("from"));
        FileTree source = sources.of(from, instruction);
        Map<String, String> found = new LinkedHashMap<>();
        for (String word : words.subList(0, words.size() - 1)) {
            found.putAll(matching(source, word, instruction));
        }
        String typed = words.get(words.size() - 1);
        boolean intoDirectory = typed.endsWith("/") || typed.equals(".") || typed.endsWith("/.");
        if (found.size() > 1 && !intoDirectory) {
            throw instruction.problem("When using " + instruction.keyword()
                    + " with more than one source file, the destination must be a directory and end with a /");
        }
        Target target = target(typed, intoDirectory);
        Ownership owner = Ownership.of(instruction, variables);
        FileTree added = new FileTree();
        found.forEach((name, path) -> target.take(source, name, path, owner, added));
        return added;
    }

    /** Adds the directories on the way to a path, and the one at the path, that are not there. */
    static void directories(FileTree present, String path, FileTree added, FileNode like) {
        boolean there = present.at(path).map(FileNode::isDirectory).orElse(false);
        if (!there && !added.nodes().containsKey(path)) {
            directories(present, FileTree.parent(path), added, like);
            added.put(path, like);
        }
    }

    private Target target(String typed, boolean intoDirectory) {
        String workingDirectory = draft.run().path("WorkingDir").asText("/");
        String absolute = IgnoreRules.clean(typed.startsWith("/") ? typed : "/" + workingDirectory + "/" + typed);
        String path = draft.files().resolve(absolute);
        boolean directory = intoDirectory
                || path.isEmpty()
                || draft.files().at(path).map(FileNode::isDirectory).orElse(false);
        return new Target(draft.files(), path, directory);
    }

    /** What a word names: each path as it is named, and the one that is meant once links are followed. */
    private static Map<String, String> matching(FileTree source, String word, Instruction instruction) {
        String named = IgnoreRules.clean("/" + word).substring(1);
        Map<String, String> found = new LinkedHashMap<>();
        if (named.matches(".*[*?\\[].*")) {
            Pattern pattern = pattern(named, instruction);
            source.nodes().keySet().stream()
                    .filter(path -> pattern.matcher(path).matches())
                    .forEach(path -> found.put(path, source.resolve(path)));
        } else {
            found.put(named, source.resolve(named));
        }
        found.values().removeIf(path -> source.at(path).isEmpty());
        if (found.isEmpty()) {
            throw new MissingSource(named);
        }
        return found;
    }

    /** Unlike in .dockerignore, two stars mean no more than one. */
    private static Pattern pattern(String glob, Instruction instruction) {
        try {
            GlobSyntax.check(glob);
            return Pattern.compile(new GlobTranslation(glob.replaceAll("\\*+", "*")).text());
        } catch (IllegalArgumentException e) {
            throw instruction.problem(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> words(Instruction instruction) {
        if (instruction.rest().startsWith("<<")) {
            throw instruction.problem("a here-document is not read by this builder; write a file and copy it");
        }
        return Words.listed(instruction.rest());
    }

    private static void check(Instruction instruction, List<String> words) {
        for (String flag : instruction.flags().keySet()) {
            if (!FLAGS.contains(flag)) {
                throw instruction.problem("--" + flag + " is not known to this builder");
            }
        }
        if (instruction.keyword().equals("COPY")) {
            return;
        }
        for (String word : words.subList(0, words.size() - 1)) {
            if (word.matches("(https?|git|ssh)://.*|git@.*")) {
                throw instruction.problem("ADD of " + word + " fetches it; fetch it before the build and COPY it");
            }
            if (ARCHIVE.matcher(word).matches()) {
                throw instruction.problem(
                        "ADD of " + word + " unpacks it; unpack it before the build and COPY the files");
            }
        }
    }

    /** Where the files come from. */
    @FunctionalInterface
    interface Sources {
        /** @param from a stage or an image; the context where empty */
        FileTree of(Optional<String> from, Instruction instruction) throws IOException;
    }

    /**
     * Where they go.
     *
     * @param path links followed
     * @param directory whether a file goes into it under its own name
     */
    private record Target(FileTree present, String path, boolean directory) {
        void take(FileTree source, String name, String from, UnaryOperator<FileNode> owner, FileTree added) {
            FileNode node = source.at(from).orElseThrow();
            FileNode made = owner.apply(FileNode.directory(DIRECTORY_MODE, 0, 0));
            if (node.isDirectory()) {
                directories(present, path, added, made);
                int skipped = from.isEmpty() ? 0 : from.length() + 1;
                source.below(from).forEach((file, below) -> added.put(in(file.substring(skipped)), owner.apply(below)));
                return;
            }
            String to = directory ? in(name.substring(name.lastIndexOf('/') + 1)) : path;
            directories(present, FileTree.parent(to), added, made);
            added.put(to, owner.apply(node));
        }

        private String in(String name) {
            return path.isEmpty() ? name : path + "/" + name;
        }
    }
}
