package dev.fairlead.script.engine;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.source.JavaText;
import dev.fairlead.script.source.ScriptProblem;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourceText;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/** What the compiler and snippets say, as failures. */
public final class SnippetFailures {
    private static final Pattern WRAPPED = Pattern.compile("REPL[./]\\$JShell\\$\\w+\\$?");
    private static final Pattern LAMBDA = Pattern.compile("(?:class )?" + WRAPPED + "\\$Lambda[$/\\w]*");

    /** What the Java runtime adds to a failed cast. */
    private static final Pattern LOADERS = Pattern.compile("\\s*\\([^()]*of loader 'snippets'[^()]*\\)");

    private SnippetFailures() {}

    /** Where and why a piece does not compile. */
    public static ScriptProblem problem(SourcePiece piece, Diag diag) {
        SourceText source = piece.source();
        int inPiece = (int) Math.max(0, diag.getPosition());
        int offset = Math.min(piece.offset() + inPiece, source.text().length());
        int line = source.line(offset);
        String said =
                piece.code().matches("(?s)package\\s.*") ? "a script is in no package; drop this line" : message(diag);
        return new ScriptProblem(source.name(), line, source.column(offset), said, source.lineText(line));
    }

    /** The failure of the piece that does not compile. */
    public static OpsException invalid(SourcePiece piece, List<Diag> diags) {
        ScriptProblem first = problem(piece, diags.get(0));
        String where = first.file().isEmpty() ? "" : first.file() + ":" + first.line() + ":" + first.column() + ": ";
        return new OpsException(FailureKind.INVALID, where + first.message())
                .details(piece.source().marked(first.line(), first.column()));
    }

    /** As {@link #invalid} for a source in which the variable stands for {@code _}: it is shown as it was typed. */
    static OpsException invalid(SourcePiece piece, List<Diag> diags, String typed, String variable) {
        Diag first = diags.get(0);
        int inPiece = (int) Math.max(0, first.getPosition());
        int offset = JavaText.beforeLast(typed, variable, piece.offset() + inPiece);
        SourceText source = new SourceText(piece.source().name(), typed);
        return new OpsException(FailureKind.INVALID, message(first).replace(variable, "_"))
                .details(source.marked(source.line(offset), source.column(offset)));
    }

    /** A compiler message on one line, without the names of JShell's own classes. */
    static String message(Diag diag) {
        return CompilerWords.said(diag.getMessage(Locale.ENGLISH));
    }

    /** What a snippet threw, without what Java wraps around an exception on its way. */
    static Throwable thrown(Throwable failure) {
        Throwable inner = failure;
        while (isWrapper(inner) && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /** An exception in words: its class without package, its message. */
    static String said(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + withoutWrappers(failure.getMessage());
    }

    /** A text of the compiler or the Java runtime with the names that the script has for its classes. */
    static String withoutWrappers(String text) {
        String brief = LOADERS.matcher(text).replaceAll("");
        return WRAPPED.matcher(LAMBDA.matcher(brief).replaceAll("a lambda")).replaceAll("");
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExceptionInInitializerError
                || failure instanceof InvocationTargetException
                || failure instanceof UndeclaredThrowableException
                || failure instanceof CompletionException
                || failure instanceof ExecutionException;
    }
}
