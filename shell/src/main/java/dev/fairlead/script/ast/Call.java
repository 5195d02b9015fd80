package dev.fairlead.script.ast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A method that a script calls.
 *
 * @param root the name that the chain of calls begins with, e.g. {@code rollout} in {@code rollout.in("web").undo("x")};
 *     empty where it begins with a call or anything else
 * @param before the call that this one is made on the value of; null where there is none
 * @param top whether it stands in no other call's lambda and in no method, so that it runs where the source has it
 */
public record Call(
        SourcePosition place,
        String name,
        String root,
        @Nullable Call before,
        List<Argument> arguments,
        boolean top) {
    public Call {
        arguments = List.copyOf(arguments);
    }

    /** Whether it is written without anything before it, e.g. {@code param("tag")}. */
    @JsonIgnore
    public boolean isBare() {
        return root.isEmpty() && before == null;
    }

    /** The call that the chain begins with: itself where none comes before. */
    public Call first() {
        return before == null ? this : before.first();
    }

    /** Whether it goes on with the value of another call, directly or further on. */
    public boolean follows(Call other) {
        return before != null && (before.equals(other) || before.follows(other));
    }

    /** The first argument where all of its text is known. */
    public Optional<String> constant() {
        return arguments.isEmpty() ? Optional.empty() : arguments.get(0).constant();
    }
}
