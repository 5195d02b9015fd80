package dev.fairlead.script.ast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * A parameter that a script asks for.
 *
 * @param call {@code param("name")}
 * @param name without dashes
 * @param said the calls that go on with it, e.g. {@code required()}
 */
public record DeclaredParameter(Call call, String name, List<Call> said) {
    public DeclaredParameter {
        said = List.copyOf(said);
    }

    public Optional<Call> says(String method) {
        return said.stream().filter(one -> one.name().equals(method)).findFirst();
    }

    /** What a method is given where that is known before it runs. */
    public Optional<String> text(String method) {
        return says(method).flatMap(Call::constant);
    }

    @JsonIgnore
    public boolean isFlag() {
        return says("flag").isPresent();
    }

    @JsonIgnore
    public boolean isRequired() {
        return says("required").isPresent();
    }

    /** Whether its value must not be shown or kept. */
    @JsonIgnore
    public boolean isSecret() {
        return says("secret").isPresent();
    }
}
