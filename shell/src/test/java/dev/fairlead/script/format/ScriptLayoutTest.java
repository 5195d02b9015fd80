package dev.fairlead.script.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourceText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The layout on all of this project's own Java, which no formatter was written for. */
final class ScriptLayoutTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    @Test
    void theCompilerSeesTheSameTreeAfterwardsAndTheLayoutOfALayoutIsItself() throws Exception {
        int files = 0;
        for (Path file : sources()) {
            String source = Files.readString(file).replaceFirst("(?s)^.*?\npackage [^\n]*\n|^package [^\n]*\n", "");
            String text = laidOut(source);
            assertEquals(tree(source), tree(text), file::toString);
            assertEquals(text, laidOut(text), file::toString);
            assertEquals(comments(source), comments(text), file::toString);
            files++;
        }
        assertTrue(files > 100, "only " + files);
    }

    @Test
    void withoutIndentationAndBlanksItIsLaidOutAlike() throws Exception {
        for (Path file : sources()) {
            String source = Files.readString(file).replaceFirst("(?s)^.*?\npackage [^\n]*\n|^package [^\n]*\n", "");
            if (!source.contains("\"\"\"") && !source.contains("/*")) {
                String flat = source.replaceAll("(?m)^[ \t]+", "").replaceAll("(?m)([,;{]) ?$", "$1  \t");
                assertEquals(laidOut(source), laidOut(flat), file::toString);
            }
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/fairlead/script"))) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static String laidOut(String source) {
        SourceText text = new SourceText("test", source);
        List<SourcePiece> pieces = new ArrayList<>();
        Matcher imports = Pattern.compile("(?m)^import [^;]*;").matcher(source);
        int end = 0;
        while (imports.find()) {
            pieces.add(new SourcePiece(text, imports.group(), imports.start()));
            end = imports.end();
        }
        int start = end + source.substring(end).replaceFirst("(?s)\\S.*", "").length();
        pieces.add(new SourcePiece(text, source.substring(start), start));
        return ScriptLayout.of(text, pieces).replaceFirst("^\n+", "");
    }

    private static String tree(String source) throws IOException {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("mem:///X.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) COMPILER.getTask(null, FILES, null, List.of("-proc:none"), null, List.of(file));
        StringBuilder all = new StringBuilder();
        for (CompilationUnitTree unit : task.parse()) {
            all.append(unit);
        }
        return all.toString();
    }

    private static List<String> comments(String source) {
        return Pattern.compile("//.*|/\\*[\\s\\S]*?\\*/")
                .matcher(source)
                .results()
                .map(found -> found.group().replaceAll("\\s+", " ").strip())
                .toList();
    }
}
