package dev.fairlead.script.ast;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Parses snippets by the compiler, as one form each. */
public final class SnippetParser {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** Nothing of the class path is read to parse; the compiler would open each of its files. */
    private static final List<String> PARSING = List.of("-proc:none", "-classpath", "");

    private SnippetParser() {}

    /** What came of snippets, by their numbers. */
    public record Parsed(Map<Integer, ParsedSnippet> understood, Map<Integer, Refusal> refused) {}

    /**
     * Why a snippet is not of a form.
     *
     * @param offset in the snippet
     */
    public record Refusal(int offset, String message) {}

    /** @param snippets by numbers that the result has as well */
    public static Parsed parse(SnippetForm form, Map<Integer, String> snippets) {
        return CompilerStack.within(() -> parsed(form, snippets));
    }

    private static Parsed parsed(SnippetForm form, Map<Integer, String> snippets) {
        Map<URI, Integer> numbers = new HashMap<>();
        List<Wrapped> sources = new ArrayList<>();
        snippets.forEach((number, code) -> {
            Wrapped source = new Wrapped(number, form.around(code));
            numbers.put(source.toUri(), number);
            sources.add(source);
        });
        Map<Integer, ParsedSnippet> understood = new TreeMap<>();
        if (sources.isEmpty()) {
            return new Parsed(understood, Map.of());
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) COMPILER.getTask(Writer.nullWriter(), null, said, PARSING, null, sources);
        Map<Integer, CompilationUnitTree> units = new HashMap<>();
        try {
            task.parse()
                    .forEach(unit -> units.put(numbers.get(unit.getSourceFile().toUri()), unit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Integer, Refusal> refused = refused(form, said, numbers);
        Trees trees = Trees.instance(task);
        units.forEach((number, unit) -> {
            if (!refused.containsKey(number)) {
                understood.put(number, new ParsedSnippet(unit, trees, form.shift()));
            }
        });
        return new Parsed(understood, refused);
    }

    private static Map<Integer, Refusal> refused(
            SnippetForm form, DiagnosticCollector<JavaFileObject> said, Map<URI, Integer> numbers) {
        Map<Integer, Refusal> refused = new TreeMap<>();
        for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR && one.getSource() != null) {
                int offset = (int) Math.max(0, one.getPosition() - form.shift());
                refused.putIfAbsent(
                        numbers.get(one.getSource().toUri()), new Refusal(offset, one.getMessage(Locale.ENGLISH)));
            }
        }
        return refused;
    }

    private static final class Wrapped extends SimpleJavaFileObject {
        private final String source;

        Wrapped(int number, String source) {
            super(URI.create(String.format(Locale.ROOT, "snippet:///%d.java", number)), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
