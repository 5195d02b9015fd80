package dev.fairlead.script.layout;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import dev.fairlead.script.ast.ParsedSnippet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the roles of one snippet's lexemes in its tree. */
final class RoleReader extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final ParsedSnippet snippet;
    private final int offset;
    private final int length;
    private final Lexemes lexemes;
    private final Roles roles;

    /** @param offset where the snippet begins in the source of the lexemes */
    RoleReader(ParsedSnippet snippet, int offset, int length, Lexemes lexemes, Roles roles) {
        this.snippet = snippet;
        this.offset = offset;
        this.length = length;
        this.lexemes = lexemes;
        this.roles = roles;
    }

    void read() {
        scan(snippet.unit(), null);
    }

    @Override
    public @Nullable Void visitBlock(BlockTree tree, @Nullable Void nothing) {
        heads(tree.getStatements());
        return super.visitBlock(tree, nothing);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
        heads(tree.getMembers());
        return super.visitClass(tree, nothing);
    }

    @Override
    public @Nullable Void visitCase(CaseTree tree, @Nullable Void nothing) {
        heads(List.of(tree));
        if (tree.getStatements() != null) {
            tree.getStatements().forEach(statement -> roles.under().put(start(statement), start(tree)));
        }
        if (tree.getBody() != null) {
            under(tree.getBody(), tree);
        }
        return super.visitCase(tree, nothing);
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void nothing) {
        under(tree.getThenStatement(), tree);
        Tree otherwise = tree.getElseStatement();
        if (otherwise != null) {
            before(otherwise).ifPresent(word -> roles.beside().put(word.start(), start(tree)));
            if (!(otherwise instanceof IfTree)) {
                under(otherwise, tree);
            }
        }
        return super.visitIf(tree, nothing);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void nothing) {
        under(tree.getStatement(), tree);
        return super.visitForLoop(tree, nothing);
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void nothing) {
        under(tree.getStatement(), tree);
        before(tree.getExpression()).ifPresent(colon -> roles.infix().add(colon.start()));
        return super.visitEnhancedForLoop(tree, nothing);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void nothing) {
        under(tree.getStatement(), tree);
        return super.visitWhileLoop(tree, nothing);
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void nothing) {
        under(tree.getStatement(), tree);
        after(tree.getStatement()).ifPresent(word -> roles.beside().put(word.start(), start(tree)));
        return super.visitDoWhileLoop(tree, nothing);
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void nothing) {
        for (CatchTree one : tree.getCatches()) {
            roles.beside().put(start(one), start(tree));
        }
        if (tree.getFinallyBlock() != null) {
            before(tree.getFinallyBlock()).ifPresent(word -> roles.beside().put(word.start(), start(tree)));
        }
        return super.visitTry(tree, nothing);
    }

    @Override
    public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void nothing) {
        roles.beside().put(start(tree.getStatement()), start(tree));
        return super.visitLabeledStatement(tree, nothing);
    }

    @Override
    public @Nullable Void visitModifiers(ModifiersTree tree, @Nullable Void nothing) {
        for (AnnotationTree one : tree.getAnnotations()) {
            after(one).ifPresent(next -> roles.beside().put(next.start(), start(tree)));
        }
        return super.visitModifiers(tree, nothing);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
        if (tree.getBody() instanceof BlockTree) {
            roles.inner().add(start(tree.getBody()));
        }
        return super.visitLambdaExpression(tree, nothing);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
        if (tree.getClassBody() != null) {
            lexemes.opening(end(tree)).ifPresent(roles.inner()::add);
        }
        return super.visitNewClass(tree, nothing);
    }

    @Override
    public @Nullable Void visitNewArray(NewArrayTree tree, @Nullable Void nothing) {
        if (tree.getInitializers() != null) {
            lexemes.opening(end(tree)).ifPresent(brace -> {
                roles.inner().add(brace);
                roles.arrays().add(brace);
            });
        }
        return super.visitNewArray(tree, nothing);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void nothing) {
        lexemes.opening(end(tree)).ifPresent(roles.inner()::add);
        return super.visitSwitchExpression(tree, nothing);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
        infix(tree.getLeftOperand());
        return super.visitBinary(tree, nothing);
    }

    @Override
    public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void nothing) {
        infix(tree.getCondition());
        infix(tree.getTrueExpression());
        return super.visitConditionalExpression(tree, nothing);
    }

    @Override
    public @Nullable Void visitAssert(AssertTree tree, @Nullable Void nothing) {
        if (tree.getDetail() != null) {
            infix(tree.getCondition());
        }
        return super.visitAssert(tree, nothing);
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void nothing) {
        switch (tree.getKind()) {
            case POSTFIX_DECREMENT, POSTFIX_INCREMENT ->
                lexemes.codeBefore(end(tree)).ifPresent(sign -> roles.postfix().add(sign.start()));
            default -> roles.prefix().add(start(tree));
        }
        return super.visitUnary(tree, nothing);
    }

    @Override
    public @Nullable Void visitTypeCast(TypeCastTree tree, @Nullable Void nothing) {
        before(tree.getExpression()).ifPresent(bracket -> roles.casts().add(bracket.start()));
        return super.visitTypeCast(tree, nothing);
    }

    private void heads(List<? extends Tree> trees) {
        // what is around the snippet has statements and members, too
        trees.stream()
                .filter(tree -> snippet.start(tree) >= 0 && snippet.start(tree) < length)
                .forEach(tree -> roles.heads().add(start(tree)));
    }

    private void under(Tree body, Tree owner) {
        (body instanceof BlockTree ? roles.beside() : roles.under()).put(start(body), start(owner));
    }

    /** The operator behind an operand. */
    private void infix(Tree left) {
        after(left).ifPresent(sign -> roles.infix().add(sign.start()));
    }

    private Optional<Lexeme> after(Tree tree) {
        return lexemes.codeFrom(end(tree));
    }

    private Optional<Lexeme> before(Tree tree) {
        return lexemes.codeBefore(start(tree));
    }

    private int start(Tree tree) {
        return snippet.start(tree) + offset;
    }

    private int end(Tree tree) {
        return snippet.end(tree) + offset;
    }
}
