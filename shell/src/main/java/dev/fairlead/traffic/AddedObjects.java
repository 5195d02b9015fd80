package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.OptimisticPatch;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes and removes what a release adds: objects of its own, and a subset in a DestinationRule of others. */
final class AddedObjects {
    private static final int CONFLICT = 409;

    private final RouteServer server;
    private final Routes routes;
    private final ProgressListener progress;

    AddedObjects(RouteServer server, Routes routes, ProgressListener progress) {
        this.server = server;
        this.routes = routes;
        this.progress = progress;
    }

    /** Leaves what is there already and ours. */
    void make() {
        routes.additions().forEach(this::make);
        for (RoutedObject rule : routes.objects()) {
            if (rule.kept().has("subset")) {
                addSubset(rule);
            }
        }
    }

    private void make(JsonNode manifest) {
        GuardedWrite there = new GuardedWrite(server, server.path(manifest));
        Optional<JsonNode> found = there.read();
        if (found.isPresent() && !AddedObject.isOf(routes.service(), found.get())) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            told(manifest) + " is there already and was not made for a release of service/"
                                    + routes.service())
                    .hint("cluster get " + manifest.path("kind").asText().toLowerCase(Locale.ROOT) + " "
                            + JsonPieces.name(manifest) + " -o yaml");
        }
        found.ifPresent(this::refuseAnothers);
        if (found.isPresent() && holds(found.get().path("spec"), manifest.path("spec"))) {
            return;
        }
        // Left over from a release of another time, with other ports or labels.
        found.ifPresent(this::delete);
        try {
            server.send("POST", server.collection(manifest), manifest, ClusterClient.JSON);
        } catch (ApiFailure e) {
            // Another release may have been quicker by a moment.
            there.read().ifPresent(this::refuseAnothers);
            throw e;
        }
    }

    private void refuseAnothers(JsonNode there) {
        if (AddedObject.isAnothers(routes.owner(), there)) {
            throw AddedObject.refusal(there);
        }
    }

    /** Whose release shares the requests out instead of this one. */
    Optional<String> another() {
        return routes.additions().stream()
                .map(manifest -> new GuardedWrite(server, server.path(manifest)).read())
                .flatMap(Optional::stream)
                .filter(there -> AddedObject.isAnothers(routes.owner(), there))
                .map(AddedObject::owner)
                .findFirst();
    }

    /** Whether all of it is there; servers add defaults. */
    private static boolean holds(JsonNode is, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(f -> holds(is.path(f.getKey()), f.getValue()));
        }
        if (wanted.isArray()) {
            boolean all = is.size() == wanted.size();
            for (int i = 0; all && i < wanted.size(); i++) {
                all = holds(is.get(i), wanted.get(i));
            }
            return all;
        }
        return is.equals(wanted);
    }

    private void addSubset(RoutedObject rule) {
        JsonNode subset = rule.kept().path("subset");
        try {
            Optional<JsonNode> written = write(rule).write(now -> {
                ArrayNode patch = JsonPieces.array();
                List<JsonNode> there = canaries(now);
                if (there.isEmpty()) {
                    OptimisticPatch.set(patch, "/spec/subsets/-", subset);
                } else if (!there.get(0).equals(subset)) {
                    throw new RoutesChanged(List.of("subset " + Routes.CANARY + " is there already, with "
                            + there.get(0).path("labels")));
                }
                return patch;
            });
            if (written.isEmpty()) {
                throw new OpsException(FailureKind.CONFLICT, rule + " was removed since it was found");
            }
        } catch (RoutesChanged e) {
            throw new OpsException(FailureKind.CONFLICT, rule + " was changed since it was found", e)
                    .details(e.changes());
        }
    }

    /** The last that was made goes first; what others put in its place stays. */
    void remove() {
        for (RoutedObject rule : routes.objects()) {
            if (rule.kept().has("subset")) {
                removeSubset(rule);
            }
        }
        List<JsonNode> last = new ArrayList<>(routes.additions());
        Collections.reverse(last);
        for (JsonNode manifest : last) {
            Optional<JsonNode> found = new GuardedWrite(server, server.path(manifest)).read();
            if (found.isPresent() && AddedObject.isAnothers(routes.owner(), found.get())) {
                progress.warn(
                        told(manifest) + " is of the release of " + AddedObject.owner(found.get()) + "; it stays");
            } else if (found.isPresent() && !AddedObject.isOf(routes.service(), found.get())) {
                progress.warn(told(manifest) + " was replaced by somebody else; it stays");
            } else {
                found.ifPresent(this::delete);
            }
        }
    }

    private void removeSubset(RoutedObject rule) {
        try {
            Optional<JsonNode> written = write(rule).write(now -> {
                ArrayNode patch = JsonPieces.array();
                ArrayNode rest = JsonPieces.array();
                boolean ours = false;
                for (JsonNode subset : now.at("/spec/subsets")) {
                    if (subset.equals(rule.kept().path("subset"))) {
                        ours = true;
                    } else {
                        rest.add(subset);
                    }
                }
                if (ours) {
                    OptimisticPatch.set(patch, "/spec/subsets", rest);
                } else if (!canaries(now).isEmpty()) {
                    throw new RoutesChanged(List.of("subset " + Routes.CANARY));
                }
                return patch;
            });
            if (written.isPresent()) {
                write(rule)
                        .write(now ->
                                RoutedShares.owners(now, "subsets", rule.kept().path("owners")));
            }
        } catch (RoutesChanged e) {
            progress.warn(rule + ": subset " + Routes.CANARY + " was changed by somebody else; it stays");
        }
    }

    private static List<JsonNode> canaries(JsonNode rule) {
        List<JsonNode> canaries = new ArrayList<>();
        for (JsonNode subset : rule.at("/spec/subsets")) {
            if (subset.path("name").asText().equals(Routes.CANARY)) {
                canaries.add(subset);
            }
        }
        return canaries;
    }

    /** Only the object that was read, not one that took its name since. */
    private void delete(JsonNode object) {
        ObjectNode options = JsonPieces.object();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.putObject("preconditions").put("uid", object.at("/metadata/uid").asText());
        try {
            server.send("DELETE", server.path(object), options, ClusterClient.JSON);
        } catch (ApiFailure e) {
            if (e.kind() != FailureKind.NOT_FOUND && e.code() != CONFLICT) {
                throw e;
            }
        }
    }

    private GuardedWrite write(RoutedObject object) {
        return new GuardedWrite(server, server.path(object));
    }

    private static String told(JsonNode manifest) {
        return manifest.path("kind").asText() + " " + JsonPieces.name(manifest);
    }
}
