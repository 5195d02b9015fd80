package dev.fairlead.script.engine;

import jdk.jshell.ExpressionSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** What snippets declare. */
final class SnippetNames {
    private SnippetNames() {}

    /** The variable, method with its parameter types, or class; empty for a statement. */
    static String name(Snippet snippet) {
        if (snippet instanceof MethodSnippet method) {
            return method.name() + "(" + method.parameterTypes() + ")";
        }
        if (snippet instanceof ExpressionSnippet expression) {
            return expression.name();
        }
        return snippet instanceof PersistentSnippet declaration ? declaration.name() : "";
    }

    /** The static type of a snippet's value. */
    static String type(Snippet snippet) {
        if (snippet instanceof ExpressionSnippet expression) {
            return expression.typeName();
        }
        return snippet instanceof VarSnippet variable ? variable.typeName() : "";
    }
}
