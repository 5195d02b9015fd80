package dev.fairlead.script.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.source.JavaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code script fmt}. */
final class ScriptFormatterTest {
    @TempDir
    private Path home;

    @Test
    void blanksAndIndentationAreMadeTheSameAndNothingElse() {
        assertEquals("""
                #!/usr/bin/env -S fairlead run
                // What it does.

                import java.util.List;
                var x = 1 + 2 * -3;   // kept where it is
                if (x < 3 && x > -1) { println("a"); }
                else {
                    println("b");
                }
                List<Map<String, List<Integer>>> m = new ArrayList<>();

                int twice(int n) {
                    /* block
                     * comment
                     */
                    for (int i = 0; i < n; i++)
                        println(i);
                    switch (n) {
                        case 1:
                            println(1);
                            break;
                        default: println(2);
                    }
                    var s = switch (n) {
                        case 1 -> "a";
                        case 2 ->
                            "b";
                        default -> { yield "c"; }
                    };
                    int[] a = {1, 2,
                        3};
                    try { println(x + "" + (int) 'c'); }
                    catch (RuntimeException | Error e) { throw e; }
                    // last
                }
                var t = ""\"
                  text \s
                     block  x
                  ""\".lines().map(l -> l.strip()).filter(l -> {
                    return !l.isEmpty();
                })
                        .map(String::strip)
                        .toList();
                parallel(
                        () -> step("a", () -> {
                            println(1);
                        }),
                        () -> println(2)
                );
                println(x > 2 ? "yes"
                        : "no")
                1e-3 + 2
                for (var q : t) println(q) // trailing
                List.<String>of().forEach(q -> {}); int y = 1; int z = 2
                /exit x>0?1:0
                """, formatted("""
                #!/usr/bin/env -S fairlead run\t
                // What it does. \s



                import java.util.List;
                var   x=1+2*-3 ;   // kept where it is
                  if(x<3&&x>-1){println( "a" );}
                else{

                println("b");
                }
                List<Map<String,List<Integer>>>  m=new ArrayList<>( );

                int   twice ( int n ){

                  /* block
                   * comment
                     */
                  for(int i=0;i<n;i++)
                  println(i);
                \tswitch(n){
                case 1:
                  println(1);
                  break;
                  default: println(2);
                }
                  var s=switch(n){
                  case 1->"a";
                    case 2 ->
                   "b";
                     default->{ yield "c"; }
                  };
                  int[] a={1,2,
                  3};
                  try{ println(x+"" +(int)'c') ;}
                  catch(RuntimeException|Error e){ throw e; }
                  // last
                }
                var t = ""\"
                  text \s
                     block  x
                  ""\".lines().map(l->l.strip() ).filter( l-> {
                   return !l.isEmpty();
                   } )
                .map(String :: strip)
                  .toList( );
                parallel(
                () -> step("a", () -> {
                println(1);
                }),
                () -> println(2)
                );
                println(x > 2 ? "yes"
                : "no")
                1e-3+2
                for (var q:t) println(q) // trailing
                List.<String>of().forEach(q -> { }); int y = 1; int z = 2
                  /exit x>0?1:0

                """));
    }

    @Test
    void aFormattedScriptHasTheTokensOfItsSourceAndIsFormattedAsItself() throws IOException {
        for (Path script : scripts()) {
            String source = Files.readString(script);
            assertEquals(source, formatted(source), script::toString);
            String flat = source.replaceAll("(?m)^[ \t]+(?=[^ ])", "").replaceAll("(?m)$", " \t");
            assertEquals(source, formatted(flat), script::toString);
            String tight = source.replaceAll("(?m)^(?!//|#!)(.*?[\\w)]) ([-=+>?:]|->|==) (?=[^\"]*$)", "$1$2");
            assertEquals(tokens(source), tokens(formatted(tight)), script::toString);
        }
    }

    /** Of any length where there are any, but before comments and in lines that are no Java, where the author's stay. */
    @Test
    void blanksOfAnyLengthComeOutAlike() throws IOException {
        Random random = new Random(14);
        for (Path script : scripts()) {
            String source = Files.readString(script);
            int start = source.startsWith("#!") ? source.indexOf('\n') : 0;
            StringBuilder other = new StringBuilder(source.substring(0, start));
            String code = source.substring(start);
            List<JavaText.Token> tokens = JavaText.tokens(code);
            for (int i = 0; i < tokens.size(); i++) {
                int from = tokens.get(i).start();
                String text = code.substring(from, tokens.get(i).end());
                boolean comment = i + 1 < tokens.size() && tokens.get(i + 1).kind() == JavaText.Kind.COMMENT;
                boolean command = code.startsWith("\n/", code.lastIndexOf('\n', from - 1));
                boolean kept = (comment || command) && !text.contains("\n");
                other.append(
                        kept || tokens.get(i).kind() != JavaText.Kind.BLANK
                                ? text
                                : text.replaceAll(" +", "") + " \t".repeat(random.nextInt(3)) + " ");
            }
            assertEquals(source, formatted(other.toString()), script::toString);
        }
    }

    @Test
    void literalsStayByteForByteAndNoTwoTokensBecomeOne() {
        String literals = "var t = \"\"\"\n  a  \\\n\t b \\t  c\t\n    \"\"\" + \" x  y\" + ' ' + 1.5e-3 + 0x1p-2;\n";
        assertEquals(literals, formatted(literals));
        assertEquals("int n = 1 - -2 + +3;\n", formatted("int n=1- -2+ +3;\n"));
        assertEquals("boolean b = !(- -n > ~+1);\n", formatted("boolean b = ! (- -n>~ +1) ;\n"));
    }

    @Test
    void theSavedScriptsAndTheTemplatesAreFormatted() throws IOException {
        try (Shell shell = new Shell(home, Map.of())) {
            List<String> line = new ArrayList<>(List.of("script", "fmt", "--check"));
            scripts().forEach(script -> line.add(script.toString()));
            Shell.Ran ran = shell.run(line);
            assertEquals(0, ran.exitCode(), ran.out() + ran.err());
        }
    }

    @Test
    void whatDoesNotParseIsRefusedWithItsPlaceAndNothingIsWritten() throws IOException {
        Path good = write("good.jsh", "var  x = 1;\n");
        Path bad = write("bad.jsh", "println(1)\nint  n = ;\nprintln(2)\n");
        try (Shell shell = new Shell(home, Map.of(), home)) {
            Shell.Ran ran = shell.run("script fmt good.jsh bad.jsh");
            assertEquals(7, ran.exitCode());
            assertEquals("""
                    error: bad.jsh:2:10: illegal start of expression
                         2 | int  n = ;
                           |          ^
                    """, ran.err());
            assertEquals("var  x = 1;\n", Files.readString(good));
            assertEquals("println(1)\nint  n = ;\nprintln(2)\n", Files.readString(bad));
            write("bad.jsh", "void open() {\n  println(1);\n");
            assertTrue(shell.run("script fmt bad.jsh")
                    .err()
                    .startsWith("error: bad.jsh:1: the block opened on line 1 is not closed"));
        }
    }

    @Test
    void aCheckNamesTheFilesAndWhereTheyBeginToDifferAndChangesNothing() throws IOException {
        write("good.jsh", "var x = 1;\n");
        write("bad.jsh", "var y = 1;\n\n\nvar  z =\t2; \r\n");
        write("end.jsh", "var y = 1;");
        try (Shell shell = new Shell(home, Map.of(), home)) {
            Shell.Ran ran = shell.run("script fmt --check good.jsh bad.jsh end.jsh");
            assertEquals(1, ran.exitCode());
            assertEquals("""
                    good.jsh: nothing to change
                    bad.jsh:3: not formatted
                      -\s
                    end.jsh:1: not formatted
                      +\s
                    """, ran.out());
            assertEquals("""
                    error: 2 scripts are not formatted
                    hint:  script fmt bad.jsh end.jsh
                    """, ran.err());
            assertEquals("var y = 1;", Files.readString(home.resolve("end.jsh")));
            assertEquals(
                    "var y = 1;\n\nvar z = 2;\n",
                    shell.run("script fmt bad.jsh --stdout").out());
            assertEquals(2, shell.run("script fmt --check --stdout bad.jsh").exitCode());
            assertEquals(2, shell.run("script fmt --stdout bad.jsh end.jsh").exitCode());
            assertEquals(
                    "bad.jsh: formatted\nend.jsh: formatted\n",
                    shell.run("script fmt bad.jsh end.jsh").out());
            assertEquals(0, shell.run("script fmt --check bad.jsh end.jsh").exitCode());
        }
    }

    @Test
    void aFileKeepsItsPermissionsAndALinkItsTarget() throws IOException {
        Path script = write("real.jsh", "\ufeff#!/usr/bin/env -S fairlead run\r\nvar  x = 1;\r\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
        Path link = Files.createSymbolicLink(home.resolve("link.jsh"), Path.of("real.jsh"));
        new ScriptFormatter(home).format(List.of(link));
        assertEquals("#!/usr/bin/env -S fairlead run\nvar x = 1;\n", Files.readString(script));
        assertEquals("rwxr-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(script)));
        assertTrue(Files.isSymbolicLink(link));
        try (Stream<Path> left = Files.list(home)) {
            assertEquals(2, left.count(), "the unfinished file is gone");
        }
    }

    @Test
    void whatIsNoScriptIsRefused() {
        assertThrows(OpsException.class, () -> formatted(" \n"));
        assertFalse(formatted("// only a comment\n").isEmpty());
    }

    private String formatted(String source) {
        return new ScriptFormatter(home).text("test.jsh", source).text();
    }

    private static List<String> tokens(String source) {
        return JavaText.tokens(source).stream()
                .filter(token -> token.kind() != JavaText.Kind.BLANK)
                .map(token -> source.substring(token.start(), token.end()).strip())
                .toList();
    }

    private static List<Path> scripts() throws IOException {
        Path project = Path.of(System.getProperty("fairlead.project", "..")).toAbsolutePath();
        try (Stream<Path> saved = Files.walk(project.resolve("scripts"));
                Stream<Path> templates = Files.walk(project.resolve("shell/src/main/resources"))) {
            List<Path> all = Stream.concat(saved, templates)
                    .filter(file -> file.toString().endsWith(".jsh"))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
            assertTrue(all.size() >= 12, all::toString);
            return all;
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }
}
