package dev.fairlead.script.ast;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import java.util.List;
import java.util.function.Function;

/** What arguments are as text, as far as the source alone tells. */
final class Constants {
    private final Function<Tree, SourcePosition> places;
    private final Function<Tree, String> codes;

    Constants(Function<Tree, SourcePosition> places, Function<Tree, String> codes) {
        this.places = places;
        this.codes = codes;
    }

    Argument argument(ExpressionTree tree) {
        return new Argument(places.apply(tree), codes.apply(tree), text(tree), texts(tree));
    }

    private static String text(ExpressionTree tree) {
        if (tree instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        if (tree instanceof ParenthesizedTree inner) {
            return text(inner.getExpression());
        }
        if (tree instanceof UnaryTree unary && tree.getKind() == Tree.Kind.UNARY_MINUS) {
            return "-" + text(unary.getExpression());
        }
        if (tree instanceof BinaryTree sum && tree.getKind() == Tree.Kind.PLUS) {
            return isText(sum) ? text(sum.getLeftOperand()) + text(sum.getRightOperand()) : Argument.UNKNOWN;
        }
        return Argument.UNKNOWN;
    }

    /** Whether a sum has a string in it, so that it joins and does not add. */
    private static boolean isText(ExpressionTree tree) {
        return tree.getKind() == Tree.Kind.STRING_LITERAL
                || (tree instanceof ParenthesizedTree inner && isText(inner.getExpression()))
                || (tree instanceof BinaryTree sum && (isText(sum.getLeftOperand()) || isText(sum.getRightOperand())));
    }

    private static List<String> texts(ExpressionTree tree) {
        List<? extends ExpressionTree> elements = tree instanceof MethodInvocationTree call
                        && call.getMethodSelect().toString().matches("(List|Set)\\.of")
                ? call.getArguments()
                : List.of(tree);
        return elements.stream()
                .map(Constants::text)
                .filter(text -> !text.contains(Argument.UNKNOWN))
                .toList();
    }
}
