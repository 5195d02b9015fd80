package dev.fairlead.script.ast;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;

/**
 * A snippet's tree, in the class that was made of it.
 *
 * @param shift how far the snippet's code is behind the unit's beginning
 */
public record ParsedSnippet(CompilationUnitTree unit, Trees trees, int shift) {
    /** Where a tree begins in the snippet; negative for what is around the snippet, or in no source. */
    public int start(Tree tree) {
        return (int) trees.getSourcePositions().getStartPosition(unit, tree) - shift;
    }

    /** Where a tree ends in the snippet. */
    public int end(Tree tree) {
        return (int) trees.getSourcePositions().getEndPosition(unit, tree) - shift;
    }
}
