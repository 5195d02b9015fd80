package dev.fairlead.script.ast;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the calls and variables of one parsed snippet. */
final class CallScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final SnippetSource part;
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final int shift;
    private final List<Call> calls = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private int depth;
    private final Map<Tree, Call> known = new IdentityHashMap<>();

    /** @param shift how far the snippet's code is behind the unit's beginning */
    CallScanner(SnippetSource part, CompilationUnitTree unit, Trees trees, int shift) {
        this.part = part;
        this.unit = unit;
        this.trees = trees;
        this.shift = shift;
    }

    ScriptTree read() {
        scan(unit, null);
        return new ScriptTree(calls, variables, read);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
        scan(tree.getMethodSelect(), nothing);
        Call call = call(tree);
        calls.add(call);
        depth++;
        scan(tree.getArguments(), nothing);
        depth--;
        return nothing;
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void nothing) {
        calls.add(new Call(
                place(tree),
                tree.getName().toString(),
                root(tree.getQualifierExpression()),
                before(tree.getQualifierExpression()),
                List.of(),
                depth == 0));
        return super.visitMemberReference(tree, nothing);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
        int own = tree.getName().contentEquals(TreeReader.WRAPPER) ? 0 : 1;
        depth += own;
        super.visitMethod(tree, nothing);
        depth -= own;
        return nothing;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
        int from = calls.size();
        super.visitVariable(tree, nothing);
        String type = tree.getType() == null ? "var" : code(tree.getType());
        List<Call> initial = new ArrayList<>(calls.subList(from, calls.size()));
        if (tree.getInitializer() instanceof IdentifierTree other) {
            initial.add(new Call(place(other), "", other.getName().toString(), null, List.of(), false));
        }
        variables.add(
                new Variable(place(tree), tree.getName().toString(), type.isEmpty() ? "var" : type.strip(), initial));
        return nothing;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void nothing) {
        if (!(tree.getVariable() instanceof IdentifierTree)) {
            scan(tree.getVariable(), nothing);
        }
        return scan(tree.getExpression(), nothing);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
        read.add(tree.getName().toString());
        return nothing;
    }

    private Call call(MethodInvocationTree tree) {
        ExpressionTree method = tree.getMethodSelect();
        ExpressionTree on = method instanceof MemberSelectTree select ? select.getExpression() : null;
        String name = method instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : method.toString();
        Constants constants = new Constants(this::place, this::code);
        List<Argument> arguments =
                tree.getArguments().stream().map(constants::argument).toList();
        SourcePosition place = method instanceof MemberSelectTree ? place(end(method) - name.length()) : place(tree);
        Call call = new Call(
                place, name, on == null ? "" : root(on), on == null ? null : before(on), arguments, depth == 0);
        known.put(tree, call);
        return call;
    }

    /** The name that an expression begins with; a question mark where it is none. */
    private static String root(ExpressionTree on) {
        ExpressionTree at = on;
        while (true) {
            if (at instanceof MethodInvocationTree call) {
                if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
                    return "";
                }
                at = select.getExpression();
            } else if (at instanceof MemberSelectTree select) {
                at = select.getExpression();
            } else {
                return at instanceof IdentifierTree name ? name.getName().toString() : "?";
            }
        }
    }

    private @Nullable Call before(ExpressionTree on) {
        return known.get(on);
    }

    private long end(Tree tree) {
        return trees.getSourcePositions().getEndPosition(unit, tree);
    }

    private SourcePosition place(Tree tree) {
        return place(trees.getSourcePositions().getStartPosition(unit, tree));
    }

    private SourcePosition place(long inUnit) {
        int offset = (int) Math.max(0, inUnit - shift);
        return part.places().apply(Math.min(offset, part.code().length()));
    }

    private String code(Tree tree) {
        int start = (int) trees.getSourcePositions().getStartPosition(unit, tree) - shift;
        int end = (int) end(tree) - shift;
        return start < 0 || end < start || end > part.code().length()
                ? ""
                : part.code().substring(start, end);
    }
}
