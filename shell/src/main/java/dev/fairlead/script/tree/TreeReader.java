package dev.fairlead.script.tree;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Parses snippets with the compiler: each as a statement first, as a member of a class where it is none. */
final class TreeReader {
    /** The method around statements. */
    static final String WRAPPER = "$";

    private static final String MEMBER = "class $ {";
    private static final String STATEMENT = MEMBER + "void " + WRAPPER + "() throws Throwable {";
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final List<Part> parts;
    private final Map<Integer, ScriptTree> read = new HashMap<>();

    private TreeReader(List<Part> parts) {
        this.parts = parts;
    }

    static ScriptTree read(List<Part> parts) {
        TreeReader reader = new TreeReader(parts);
        Set<Integer> code = new TreeSet<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).code().matches("(?s)(import\\b|/).*")) {
                code.add(i);
            }
        }
        Set<Integer> left = reader.parse(code, STATEMENT, "\n;}}");
        reader.parse(left, MEMBER, "\n}");
        return ScriptTree.merged(reader.read, parts.size());
    }

    /** Returns the parts that cannot be parsed so. */
    private Set<Integer> parse(Set<Integer> wanted, String before, String after) {
        Map<URI, Integer> numbers = new HashMap<>();
        List<Wrapped> sources = new ArrayList<>();
        for (int number : wanted) {
            Wrapped source = new Wrapped(number, before + parts.get(number).code() + after);
            numbers.put(source.toUri(), number);
            sources.add(source);
        }
        if (sources.isEmpty()) {
            return Set.of();
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, said, List.of("-proc:none"), null, sources);
        Map<Integer, CompilationUnitTree> units = new HashMap<>();
        try {
            task.parse()
                    .forEach(unit -> units.put(numbers.get(unit.getSourceFile().toUri()), unit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<Integer> refused = refused(said, numbers);
        Trees trees = Trees.instance(task);
        units.forEach((number, unit) -> {
            if (!refused.contains(number)) {
                read.put(number, new CallScanner(parts.get(number), unit, trees, before.length()).read());
            }
        });
        return refused;
    }

    private static Set<Integer> refused(DiagnosticCollector<JavaFileObject> said, Map<URI, Integer> numbers) {
        Set<Integer> refused = new HashSet<>();
        for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR && one.getSource() != null) {
                refused.add(numbers.get(one.getSource().toUri()));
            }
        }
        return new TreeSet<>(refused);
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
