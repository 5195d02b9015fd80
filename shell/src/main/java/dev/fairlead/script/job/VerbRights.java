package dev.fairlead.script.job;

import dev.fairlead.rights.DeclaredRights;
import dev.fairlead.script.api.BuildApi;
import dev.fairlead.script.api.ClusterApi;
import dev.fairlead.script.api.ImageApi;
import dev.fairlead.script.api.RolloutApi;
import dev.fairlead.script.api.StepFunctions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds what the verbs of scripts declare that they need: at the API's method, or at the command of the same name. */
final class VerbRights {
    private static final Map<String, Class<?>> FACADES = Map.of(
            "build", BuildApi.class, "image", ImageApi.class, "cluster", ClusterApi.class, "rollout", RolloutApi.class);

    private final Function<String, Optional<DeclaredRights>> commands;

    /** @param commands what the command declares that a line such as {@code rollout undo} begins with */
    VerbRights(Function<String, Optional<DeclaredRights>> commands) {
        this.commands = commands;
    }

    /** The names under which scripts have the API. */
    static Set<String> facades() {
        return FACADES.keySet();
    }

    /** @param verb of a call or of a line; empty where neither says what it needs */
    Optional<DeclaredRights> of(String facade, String verb) {
        return Optional.ofNullable(FACADES.get(facade))
                .flatMap(api -> declared(api, verb))
                .or(() -> commands.apply(facade + " " + verb));
    }

    /** What a function such as {@code step} needs by itself. */
    static Optional<DeclaredRights> ofFunction(String name) {
        return declared(StepFunctions.class, name);
    }

    /** One method of a name declares for all. */
    private static Optional<DeclaredRights> declared(Class<?> type, String name) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .flatMap(method -> DeclaredRights.of(method).stream())
                .findFirst();
    }
}
