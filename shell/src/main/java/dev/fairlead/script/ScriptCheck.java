package dev.fairlead.script;

import dev.fairlead.failure.OpsException;
import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.ast.SnippetSource;
import dev.fairlead.script.engine.CompilerWords;
import dev.fairlead.script.engine.JavaEngine;
import dev.fairlead.script.engine.SnippetFailures;
import dev.fairlead.script.engine.SnippetResult;
import dev.fairlead.script.source.HiddenObjects;
import dev.fairlead.script.source.JavaText;
import dev.fairlead.script.source.ScriptCommand;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.ScriptProblem;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourcePieces;
import dev.fairlead.script.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;

/** Compiles a script without running it, and goes on after what does not compile. */
final class ScriptCheck {
    private static final Pattern DECLARED = Pattern.compile("(?:var|[\\w.<>\\[\\], ?]+)\\s+(\\w+)\\s*[=;(]");
    private static final Pattern MISSING = Pattern.compile("cannot find symbol: (?:variable|method|class) (\\w+).*");

    private final JavaEngine engine;
    private final ScriptFiles files;
    private final List<ScriptProblem> problems = new ArrayList<>();
    private final List<Declared> declared = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final HiddenObjects hidden = new HiddenObjects();
    private final List<SnippetSource> parts = new ArrayList<>();
    private final Map<Path, String> sources = new LinkedHashMap<>();

    ScriptCheck(JavaEngine engine, ScriptFiles files) {
        this.engine = engine;
        this.files = files;
    }

    private record Declared(SourcePiece piece, Snippet snippet) {}

    /**
     * Every problem, in the order of the lines; what only follows from another problem is left out.
     *
     * @param source may not be in the file
     */
    List<ScriptProblem> problems(Path file, SourceText source) {
        take(file, source, new HashSet<>());
        for (Declared one : declared) {
            engine.unresolved(one.snippet()).forEach(missing -> unresolved(one.piece(), missing));
        }
        problems.sort(Comparator.comparing(ScriptProblem::file).thenComparingInt(ScriptProblem::line));
        return problems.stream().distinct().toList();
    }

    /** What was compiled, those that have problems too. */
    ScriptTree tree() {
        return ScriptTree.of(parts);
    }

    /** The texts of the script and of the files that it opens, itself first. */
    Map<Path, String> sources() {
        return sources;
    }

    private void take(Path file, SourceText source, Set<Path> opened) {
        sources.put(file, source.text());
        opened.add(file);
        SourcePieces pieces =
                new SourcePieces(source, code -> engine.analyse(analysis -> analysis.analyzeCompletion(code)));
        try {
            for (Optional<SourcePiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                if (piece.get().isCommand()) {
                    command(file, piece.get(), opened);
                } else {
                    compile(piece.get());
                }
            }
        } catch (SourceText.NotClosed e) {
            problems.add(e.problem());
        }
    }

    private void command(Path file, SourcePiece piece, Set<Path> opened) {
        try {
            Optional<Path> next = ScriptCommand.of(piece).opened(file);
            if (next.isPresent() && !opened.contains(next.get())) {
                take(next.get(), files.read(next.get()), opened);
            }
        } catch (ScriptCommand.Unknown e) {
            problems.add(e.problem());
        } catch (OpsException e) {
            problems.add(ScriptProblem.at(piece.source().placeAt(piece.offset()), e.message()));
        }
    }

    private void compile(SourcePiece piece) {
        parts.add(new SnippetSource(piece.code(), offset -> piece.source().placeAt(piece.offset() + offset)));
        for (SnippetResult one : engine.evaluate(piece.code())) {
            if (one.problems().isEmpty()) {
                hidden.declares(piece);
                declared.add(new Declared(piece, one.snippet()));
                continue;
            }
            Matcher name = DECLARED.matcher(piece.code());
            if (name.lookingAt()) {
                broken.add(name.group(1));
            }
            one.problems().stream()
                    .map(diag -> SnippetFailures.problem(piece, diag))
                    .map(hidden::explained)
                    .filter(problem -> !follows(problem.message()))
                    .forEach(problems::add);
        }
    }

    private boolean follows(String message) {
        Matcher missing = MISSING.matcher(message);
        return missing.matches() && broken.contains(missing.group(1));
    }

    /** @param missing e.g. {@code method deploy(String)} */
    private void unresolved(SourcePiece piece, String missing) {
        String message = CompilerWords.said("cannot find symbol\n  symbol: " + missing);
        if (follows(message)) {
            return;
        }
        String name = missing.replaceFirst("^\\w+ ", "").replaceFirst("\\W.*$", "");
        int offset = piece.offset()
                + JavaText.tokens(piece.code()).stream()
                        .filter(token -> piece.code()
                                .substring(token.start(), token.end())
                                .equals(name))
                        .mapToInt(JavaText.Token::start)
                        .findFirst()
                        .orElse(0);
        SourceText source = piece.source();
        int line = source.line(offset);
        problems.add(new ScriptProblem(source.name(), line, source.column(offset), message, source.lineText(line)));
    }
}
