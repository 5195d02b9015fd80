package dev.fairlead.script.format;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the compiler's tree tells of the tokens of a source, which are named by their offsets. */
final class TokenRoles {
    enum Role {
        /** Begins a statement or member of the block or class around it. */
        HEAD,
        /** Opens a lambda's body, an array, a nameless class or a switch that has a value. */
        INNER_BRACE,
        /** Opens or closes the elements of an array. */
        ARRAY_BRACE,
        INFIX,
        PREFIX,
        POSTFIX,
        /** Closes the type of a cast. */
        CAST
    }

    /**
     * What a line is indented by: the line that a statement begins on, and how many columns more.
     *
     * @param statement its offset
     */
    record Anchor(int statement, int more) {}

    private static final int BLOCK = 4;

    private final Map<Role, Set<Integer>> roles = new EnumMap<>(Role.class);
    private final Map<Integer, Anchor> anchors = new HashMap<>();
    private final NavigableMap<Integer, Integer> code = new TreeMap<>();

    /** @param code where each token that is no comment begins, with where the bracket opens that it closes, else itself */
    TokenRoles(Map<Integer, Integer> code) {
        this.code.putAll(code);
    }

    boolean is(Role role, int token) {
        return roles.getOrDefault(role, Set.of()).contains(token);
    }

    /** What a line is indented by that begins with a token which goes on with a statement or is below one. */
    Optional<Anchor> anchor(int token) {
        return Optional.ofNullable(anchors.get(token));
    }

    void mark(Role role, int token) {
        roles.computeIfAbsent(role, one -> new HashSet<>()).add(token);
    }

    /**
     * @param offset where the snippet begins in the source
     * @param length of the snippet
     */
    void read(ParsedSnippet snippet, int offset, int length) {
        new Reader(snippet, offset, length).scan(snippet.unit(), null);
    }

    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final ParsedSnippet snippet;
        private final int offset;
        private final int length;

        Reader(ParsedSnippet snippet, int offset, int length) {
            this.snippet = snippet;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
            if (tree != null) {
                statement(tree);
                expression(tree);
            }
            return super.scan(tree, nothing);
        }

        private void statement(Tree tree) {
            if (tree instanceof BlockTree block) {
                heads(block.getStatements());
            } else if (tree instanceof ClassTree type) {
                heads(type.getMembers());
            } else if (tree instanceof CaseTree one) {
                heads(List.of(one));
                below(one.getBody(), tree);
                if (one.getStatements() != null) {
                    one.getStatements().forEach(each -> anchor(start(each), tree, BLOCK));
                }
            } else if (tree instanceof IfTree choice) {
                below(choice.getThenStatement(), tree);
                Tree otherwise = choice.getElseStatement();
                if (otherwise != null) {
                    anchor(before(otherwise), tree, 0);
                    below(otherwise instanceof IfTree ? null : otherwise, tree);
                }
            } else if (tree instanceof ForLoopTree loop) {
                below(loop.getStatement(), tree);
            } else if (tree instanceof EnhancedForLoopTree loop) {
                below(loop.getStatement(), tree);
                mark(Role.INFIX, before(loop.getExpression()));
            } else if (tree instanceof WhileLoopTree loop) {
                below(loop.getStatement(), tree);
            } else if (tree instanceof DoWhileLoopTree loop) {
                below(loop.getStatement(), tree);
                anchor(after(loop.getStatement()), tree, 0);
            } else if (tree instanceof TryTree attempt) {
                attempt.getCatches().forEach(one -> anchor(start(one), tree, 0));
                if (attempt.getFinallyBlock() != null) {
                    anchor(before(attempt.getFinallyBlock()), tree, 0);
                }
            } else if (tree instanceof LabeledStatementTree labelled) {
                anchor(start(labelled.getStatement()), tree, 0);
            } else if (tree instanceof ModifiersTree modifiers) {
                modifiers.getAnnotations().forEach(one -> anchor(after(one), tree, 0));
            }
        }

        private void expression(Tree tree) {
            if (tree instanceof LambdaExpressionTree lambda && lambda.getBody() instanceof BlockTree body) {
                mark(Role.INNER_BRACE, start(body));
            } else if (tree instanceof SwitchExpressionTree
                    || (tree instanceof NewClassTree made && made.getClassBody() != null)) {
                mark(Role.INNER_BRACE, opening(tree));
            } else if (tree instanceof NewArrayTree array && array.getInitializers() != null) {
                mark(Role.INNER_BRACE, opening(tree));
                mark(Role.ARRAY_BRACE, opening(tree));
                mark(Role.ARRAY_BRACE, last(tree));
            } else if (tree instanceof BinaryTree binary) {
                mark(Role.INFIX, after(binary.getLeftOperand()));
            } else if (tree instanceof ConditionalExpressionTree choice) {
                mark(Role.INFIX, after(choice.getCondition()));
                mark(Role.INFIX, after(choice.getTrueExpression()));
            } else if (tree instanceof AssertTree check && check.getDetail() != null) {
                mark(Role.INFIX, after(check.getCondition()));
            } else if (tree instanceof UnaryTree) {
                boolean behind = tree.getKind().name().startsWith("POSTFIX");
                mark(behind ? Role.POSTFIX : Role.PREFIX, behind ? last(tree) : start(tree));
            } else if (tree instanceof TypeCastTree cast) {
                mark(Role.CAST, before(cast.getExpression()));
            }
        }

        /** What is around the snippet has statements and members, too. */
        private void heads(List<? extends Tree> trees) {
            trees.stream()
                    .filter(tree -> snippet.start(tree) >= 0 && snippet.start(tree) < length)
                    .forEach(tree -> mark(Role.HEAD, start(tree)));
        }

        private void below(@Nullable Tree body, Tree owner) {
            if (body != null) {
                anchor(start(body), owner, body instanceof BlockTree ? 0 : BLOCK);
            }
        }

        private void anchor(int token, Tree owner, int more) {
            anchors.put(token, new Anchor(start(owner), more));
        }

        private int start(Tree tree) {
            return snippet.start(tree) + offset;
        }

        private int end(Tree tree) {
            return snippet.end(tree) + offset;
        }

        private int after(Tree tree) {
            return Optional.ofNullable(code.ceilingKey(end(tree))).orElse(-1);
        }

        private int before(Tree tree) {
            return Optional.ofNullable(code.lowerKey(start(tree))).orElse(-1);
        }

        private int last(Tree tree) {
            return Optional.ofNullable(code.lowerKey(end(tree))).orElse(-1);
        }

        /** The bracket that opens what the tree ends with. */
        private int opening(Tree tree) {
            return code.getOrDefault(last(tree), -1);
        }
    }
}
