package dev.fairlead.build;

import dev.fairlead.build.dockerfile.DockerfileWords;
import dev.fairlead.build.dockerfile.HereDocument;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.oci.LayerFiles;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.text.GlobTranslation;
import dev.fairlead.text.LinearPattern;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** COPY and ADD of local files and here-documents into one stage. */
final class CopyStep {
    private static final int DIRECTORY_MODE = 0755;
    private static final int DOCUMENT_MODE = 0644;
    private static final Pattern OUTSIDE = Pattern.compile("(https?|git|ssh)://.*|git@.*");
    private static final Pattern UNREADABLE = Pattern.compile("(?i).*\\.(tar\\.(xz|zst)|txz|tzst)");

    private final ImageDraft draft;
    private final StageVariables variables;
    private final Sources sources;
    private final LayerFiles archives;
    private final ProgressListener progress;

    CopyStep(
            ImageDraft draft,
            StageVariables variables,
            Sources sources,
            LayerFiles archives,
            ProgressListener progress) {
        this.draft = draft;
        this.variables = variables;
        this.sources = sources;
        this.archives = archives;
        this.progress = progress;
    }

    /** The files that the instruction adds, with the directories that were not there. */
    FileTree files(Instruction instruction) throws IOException {
        List<String> typed = DockerfileWords.listed(instruction);
        String to = variables.expand(instruction, typed.get(typed.size() - 1));
        Copy copy = new Copy(instruction, to);
        boolean documents = !instruction.documents().isEmpty();
        List<String> words = variables.expand(
                instruction,
                typed.subList(0, typed.size() - 1).stream()
                        .filter(word -> !documents || !HereDocument.isNamedBy(word))
                        .toList());
        if (!words.isEmpty()) {
            checkLocal(instruction, words);
            FileTree source = sources.of(instruction.flag("from"), instruction);
            for (String word : words) {
                copy.take(source, word);
            }
        }
        for (HereDocument document : instruction.documents()) {
            byte[] text = variables.expand(instruction, document).getBytes(StandardCharsets.UTF_8);
            FileNode file = FileNode.file(DOCUMENT_MODE, text.length, () -> new ByteArrayInputStream(text));
            copy.take(document.name(), file);
        }
        return copy.added;
    }

    /** Adds the directories on the way to a path, and the one at the path, that are not there. */
    static void directories(FileTree present, String path, FileTree added, FileNode like) {
        boolean there = present.at(path).map(FileNode::isDirectory).orElse(false);
        if (!there && !added.nodes().containsKey(path)) {
            directories(present, FileTree.parent(path), added, like);
            added.put(path, like);
        }
    }

    private static void checkLocal(Instruction instruction, List<String> words) {
        if (!instruction.keyword().equals("ADD")) {
            return;
        }
        for (String word : words) {
            if (OUTSIDE.matcher(word).matches()) {
                throw instruction.problem("ADD of " + word + " fetches it; fetch it before the build and COPY it");
            }
        }
        if (instruction.flag("checksum").isPresent()) {
            throw instruction.problem("checksum requires HTTP(S) or Git sources");
        }
    }

    /** Where the files come from. */
    @FunctionalInterface
    interface Sources {
        /** @param from a stage or an image; the context where empty */
        FileTree of(Optional<String> from, Instruction instruction) throws IOException;
    }

    /** One instruction's work: its sources go to their place one after the other. */
    private final class Copy {
        private final Instruction instruction;
        private final CopyOwner owner;
        private final List<LinearPattern> excluded = new ArrayList<>();
        private final FileTree added = new FileTree();

        /** What is there already; a linked layer looks at nothing below it. */
        private final FileTree present;

        private final String path;
        private final boolean intoDirectory;

        Copy(Instruction instruction, String to) {
            this.instruction = instruction;
            this.owner = CopyOwner.of(instruction, variables, new ImageUsers(draft.files()));
            this.present =
                    instruction.isSet("link") ? new FileTree() : draft.files().copy();
            this.intoDirectory = to.isEmpty() || to.endsWith("/") || to.equals(".") || to.endsWith("/.");
            String workingDirectory = draft.run().path("WorkingDir").asText("/");
            this.path = present.resolve(IgnoreRules.clean(to.startsWith("/") ? to : "/" + workingDirectory + "/" + to));
            for (String glob : instruction.flags().getOrDefault("exclude", List.of())) {
                excluded.add(pattern(
                        IgnoreRules.clean("/" + variables.expand(instruction, glob))
                                .substring(1),
                        true));
            }
        }

        /** All that a word names. */
        void take(FileTree source, String word) throws IOException {
            String pivoted = instruction.isSet("parents") ? word.replaceFirst("^(.*/)?\\./", "") : word;
            String named = IgnoreRules.clean("/" + word).substring(1);
            String kept = IgnoreRules.clean("/" + pivoted).substring(1);
            int dropped = Math.max(0, named.length() - kept.length());
            for (Map.Entry<String, String> found : matching(source, named).entrySet()) {
                String name = found.getKey();
                FileNode node = source.at(found.getValue()).orElseThrow();
                if (instruction.isSet("parents")) {
                    parents(source, found.getValue(), name.substring(Math.min(dropped, name.length())), node);
                } else if (node.isDirectory()) {
                    directory(source, found.getValue(), path);
                } else if (!isUnpacked(name, node)) {
                    take(name.substring(name.lastIndexOf('/') + 1), node);
                }
            }
        }

        /** A file: into the directory under its name, or as the path itself. */
        void take(String name, FileNode node) {
            boolean directory = intoDirectory || isDirectory(path);
            if (directory && isExcluded(name)) {
                return;
            }
            put(directory ? in(path, name) : path, owner.apply(node));
        }

        private void parents(FileTree source, String from, String name, FileNode node) {
            String to = in(path, name);
            if (node.isDirectory()) {
                directory(source, from, to);
            } else if (!isExcluded(name)) {
                put(to, owner.apply(node));
            }
        }

        private void directory(FileTree source, String from, String to) {
            makeDirectories(to);
            int skipped = from.isEmpty() ? 0 : from.length() + 1;
            new LinkedHashMap<>(source.below(from)).forEach((file, below) -> {
                String name = file.substring(skipped);
                if (!isExcluded(name)) {
                    put(in(to, name), owner.apply(below));
                }
            });
        }

        /**
         * ADD puts what is in an archive in its place; permissions stay those in it. A directory without an entry is
         * root's, whatever --chown says, where it is not there yet.
         */
        private boolean isUnpacked(String name, FileNode node) throws IOException {
            boolean wanted = instruction.keyword().equals("ADD")
                    && node.kind() == FileNode.Kind.FILE
                    && (instruction.flag("unpack").isEmpty() || instruction.isSet("unpack"));
            if (!wanted) {
                return false;
            }
            if (UNREADABLE.matcher(name).matches()) {
                throw instruction.problem("ADD of " + name
                        + ": this builder does not read xz and zstd; unpack it before the build and COPY"
                        + " the files");
            }
            Optional<FileTree> archive = FileTree.ofArchive(name, node, archives);
            boolean owned = instruction.flag("chown").isPresent();
            archive.ifPresent(files -> {
                makeDirectories(path);
                files.nodes().forEach((file, found) -> {
                    String to = linked(in(path, file));
                    makeDirectories(FileTree.parent(to), FileNode.directory(DIRECTORY_MODE, 0, 0));
                    put(to, owned ? found.ownedBy(owner.user(), owner.group()) : found);
                });
            });
            return archive.isPresent();
        }

        /** An archive's entry goes where links that are there lead to, but takes the place of one itself. */
        private String linked(String to) {
            return in(present.resolve(FileTree.parent(to)), to.substring(to.lastIndexOf('/') + 1));
        }

        private void put(String to, FileNode node) {
            if (!to.isEmpty()) {
                makeDirectories(FileTree.parent(to));
                added.put(to, node);
                present.put(to, node);
            }
        }

        private void makeDirectories(String to) {
            makeDirectories(to, owner.parent(DIRECTORY_MODE));
        }

        /** The directory at a path and those above it; what is there stays as it is. */
        private void makeDirectories(String to, FileNode made) {
            if (isDirectory(to)) {
                return;
            }
            if (present.at(to).isPresent()) {
                throw instruction.problem("cannot copy to non-directory: /" + to);
            }
            makeDirectories(FileTree.parent(to), made);
            added.put(to, made);
            present.put(to, made);
        }

        private boolean isDirectory(String at) {
            return at.isEmpty() || present.at(at).map(FileNode::isDirectory).orElse(false);
        }

        private boolean isExcluded(String name) {
            for (String up = name; !up.isEmpty(); up = FileTree.parent(up)) {
                String at = up;
                if (excluded.stream().anyMatch(pattern -> pattern.matches(at))) {
                    return true;
                }
            }
            return false;
        }

        /** What a word names: each path as it is named, and the one that is meant once links are followed. */
        private Map<String, String> matching(FileTree source, String named) {
            Map<String, String> found = new LinkedHashMap<>();
            boolean glob = named.matches("(?s).*[*?\\[].*");
            if (glob) {
                LinearPattern pattern = pattern(named, instruction.isSet("parents"));
                source.nodes().keySet().stream()
                        .filter(file -> pattern.matches(file))
                        .forEach(file -> found.put(file, source.resolve(file)));
            } else {
                found.put(named, source.resolve(named));
            }
            found.values().removeIf(file -> source.at(file).isEmpty());
            if (found.isEmpty() && !glob) {
                throw new MissingSource(named);
            }
            if (found.isEmpty()) {
                progress.warn(instruction.keyword() + " on line " + instruction.line() + ": nothing matches " + named);
            }
            return found;
        }

        /** Two stars mean no more than one, unless they may stand for directories. */
        private LinearPattern pattern(String glob, boolean deep) {
            try {
                return deep ? new GlobTranslation(glob).pattern() : GlobTranslation.flat(glob);
            } catch (IllegalArgumentException e) {
                throw instruction.problem(String.valueOf(e.getMessage()));
            }
        }

        private String in(String directory, String name) {
            return directory.isEmpty() ? name : directory + "/" + name;
        }
    }
}
