package dev.fairlead.script.replay;

import dev.fairlead.script.api.SnippetLoader;
import dev.fairlead.script.engine.JavaEngine;
import dev.fairlead.script.engine.SnippetControl;
import dev.fairlead.script.engine.SnippetLines;
import dev.fairlead.script.engine.SnippetResult;
import dev.fairlead.script.replay.Recording.Call;
import dev.fairlead.script.replay.Recording.Evaluate;
import dev.fairlead.script.replay.Recording.Mark;
import dev.fairlead.script.replay.Recording.Open;
import dev.fairlead.script.replay.Recording.Source;
import dev.fairlead.script.replay.Recording.Step;
import dev.fairlead.script.source.ScriptLocation;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/** Keeps what a script's run loads and calls, and which lines the loaded classes stand for. */
public final class Recorder {
    private final List<SourceText> texts = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Map<Integer, Mark>> lines = new HashMap<>();
    private final Map<String, SourcePiece> pieces = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> prelude = new HashSet<>();
    private @Nullable SnippetLoader loader;
    private volatile boolean faithful = true;

    /** The control for the engine that is listened to. */
    public SnippetControl control(SnippetLoader snippets) {
        loader = snippets;
        return new Listening(snippets);
    }

    /** A source begins; the first is the script itself. */
    public void opened(Path file, SourceText text) {
        if (!sources.isEmpty()) {
            steps.add(new Open(sources.size()));
        }
        sources.add(new Source(file.toAbsolutePath().normalize(), text.text()));
        texts.add(text);
    }

    /** The engine knows its prelude. */
    public void started() {
        prelude.addAll(wrappers());
        step(new Mark(0, 1), Map.of(), false);
    }

    /**
     * A piece was evaluated.
     *
     * @param exit whether its value ends the script
     */
    public void evaluated(SourcePiece piece, List<SnippetResult> evaluated, JavaEngine engine, boolean exit) {
        evaluated.forEach(one -> pieces.put(one.snippet().id(), piece));
        for (String wrapper : wrappers()) {
            if (!prelude.contains(wrapper)) {
                lines.computeIfAbsent(wrapper, name -> marks(engine.places(name)));
            }
        }
        step(mark(piece, piece.line()), engine.unresolved(), exit);
    }

    /** The script's line that a frame stands for, of the pieces so far. */
    public Optional<ScriptLocation> spot(StackTraceElement frame) {
        return SnippetLines.wrapper(frame.getClassName())
                .map(lines::get)
                .map(marks -> marks.get(frame.getLineNumber()))
                .map(mark -> new ScriptLocation(texts.get(mark.source()), mark.line()));
    }

    /** The piece that a snippet was, of the pieces so far. */
    public Optional<SourcePiece> piece(String snippet) {
        return Optional.ofNullable(pieces.get(snippet));
    }

    /**
     * All of the run, once it has ended well; empty where the run cannot be repeated from it.
     *
     * @param before the texts of the files as they were before the run
     */
    public Optional<Recording> recording(Set<SourceText> before) {
        if (!faithful || !before.containsAll(texts) || loader == null) {
            return Optional.empty();
        }
        return Optional.of(new Recording(
                List.copyOf(sources), Map.copyOf(loader.declared()), List.copyOf(steps), Map.copyOf(lines)));
    }

    private void step(Mark mark, Map<Integer, String> unresolved, boolean exit) {
        if (!calls.isEmpty() || !unresolved.isEmpty()) {
            steps.add(new Evaluate(mark, List.copyOf(calls), unresolved, exit));
        }
        calls.clear();
    }

    private Set<String> wrappers() {
        return Objects.requireNonNull(loader).declared().keySet().stream()
                .map(SnippetLines::wrapper)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** Lines of the prelude, which is no piece of the script, are left out. */
    private Map<Integer, Mark> marks(Map<Integer, SnippetLines.Place> places) {
        faithful = faithful && !places.isEmpty();
        Map<Integer, Mark> marks = new TreeMap<>();
        places.forEach((line, place) -> piece(place.snippet())
                .ifPresent(piece -> marks.put(line, mark(piece, piece.line() + place.line() - 1))));
        return marks;
    }

    private Mark mark(SourcePiece piece, int line) {
        return new Mark(texts.lastIndexOf(piece.source()), line);
    }

    /** Notes what JShell asks for. */
    private final class Listening extends SnippetControl {
        Listening(SnippetLoader snippets) {
            super(snippets, false);
        }

        @Override
        public void load(ExecutionControl.ClassBytecodes[] classes)
                throws ExecutionControl.ClassInstallException, ExecutionControl.NotImplementedException,
                        ExecutionControl.EngineTerminationException {
            Map<String, byte[]> declared = Objects.requireNonNull(loader).declared();
            boolean fresh = Stream.of(classes).noneMatch(one -> declared.containsKey(one.name()));
            faithful = faithful && fresh;
            try {
                super.load(classes);
            } catch (ExecutionControl.ClassInstallException e) {
                faithful = false;
                throw e;
            }
        }

        @Override
        public String invoke(String className, String methodName)
                throws ExecutionControl.RunException, ExecutionControl.InternalException,
                        ExecutionControl.EngineTerminationException {
            calls.add(new Call(className, methodName));
            return super.invoke(className, methodName);
        }
    }
}
