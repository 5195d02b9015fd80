package dev.fairlead.script.check;

import dev.fairlead.script.ast.ScriptTree;
import java.util.stream.Stream;

/** One kind of thing that can be wrong. */
@FunctionalInterface
interface Rule {
    Stream<Remark> remarks(ScriptTree tree);
}
