package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who gets how much of a Service's requests while a candidate runs beside what is stable. A release finds the routes
 * once, keeps them as its way back, and from then on calls in this order: {@link #prepare} before the candidate is
 * looked at by its own Service, {@link #weigh} as often as it likes, {@link #restore} and then, when the proxies have
 * had a moment to learn of it, {@link #remove}, both after a promotion and in an abort. The candidate's pods go last.
 *
 * <p>Every call can be made again harmlessly, and by another process that read the routes from JSON. With {@link
 * RouteChoice#REPLICAS} they do nothing and say nothing: the release scales.
 */
public final class Traffic {
    private final RouteServer server;
    private final ProgressListener progress;

    public Traffic(ClusterClient cluster, ProgressListener progress) {
        this(cluster, () -> {}, progress);
    }

    /** @param permission asked before each single write; throws where there is none any more */
    public Traffic(ClusterClient cluster, Runnable permission, ProgressListener progress) {
        this.server = new RouteServer(cluster, permission, Optional.empty());
        this.progress = progress;
    }

    /**
     * Finds what carries the Service in the client's namespace. Reads only.
     *
     * @throws OpsException of kind USAGE when several kinds of routes carry it and none was chosen, or when requests
     *     are to be matched and no route carries it; NOT_FOUND when there is no such Service, or no route of the kind
     *     that was chosen; INVALID when a match cannot be written there; CONFLICT when somebody else's canary is in the
     *     way
     */
    public Routes find(TrafficRequest request) {
        return new RouteSearch(server.cluster(), request).find();
    }

    /**
     * Makes what the candidate is reached by, with no requests to it yet.
     *
     * @throws OpsException of kind CONFLICT when somebody else's object is in the way
     */
    public void prepare(Routes routes) {
        new AddedObjects(server, routes, progress).make();
    }

    /**
     * Gives the candidate its share of what the Service gets on every route, and all requests that match.
     *
     * @param percent 0 to 100
     * @return what each route now does, line by line
     * @throws OpsException of kind CONFLICT when somebody else changed the shares meanwhile; nothing of that is
     *     overwritten. INVALID when a route's weights cannot be parted so
     */
    public List<String> weigh(Routes routes, int percent) {
        for (RoutedObject object : routes.objects()) {
            Optional<RoutedShares> shares = shares(routes, object);
            if (shares.isPresent()) {
                try {
                    shares.get().weigh(percent);
                } catch (RoutesChanged e) {
                    throw shares.get().changed(e);
                }
            } else if (routes.kind() == RouteChoice.NGINX) {
                new IngressShares(server, routes, object).weigh(percent, routes.matches());
            }
        }
        return routes.told(percent);
    }

    /**
     * Puts back what was found, field by field; what others changed meanwhile elsewhere stays, and so does a route from
     * which they took the candidate themselves. Routes that the release of another workload shares out are that one's.
     *
     * @return what was done, line by line
     * @throws OpsException of kind CONFLICT when somebody else changed the very fields and the candidate still gets
     *     requests there; it says which, and all other objects are restored
     */
    public List<String> restore(Routes routes) {
        return restore(routes, false);
    }

    /** The same over the changes of others; whatever sends to the candidate then no longer does. */
    public List<String> overwrite(Routes routes) {
        return restore(routes, true);
    }

    private List<String> restore(Routes routes, boolean overwrite) {
        Optional<String> another = new AddedObjects(server, routes, progress).another();
        if (another.isPresent()) {
            return List.of(routes.by() + ": as it is, for the release of " + another.get());
        }
        List<String> lines = new ArrayList<>();
        List<OpsException> refusals = new ArrayList<>();
        for (RoutedObject object : routes.objects()) {
            Optional<RoutedShares> shares = shares(routes, object);
            if (shares.isPresent()) {
                try {
                    lines.add(
                            overwrite ? shares.get().overwrite() : shares.get().restore());
                } catch (RoutesChanged e) {
                    refusals.add(shares.get().changed(e));
                }
            } else if (routes.kind() == RouteChoice.NGINX) {
                new IngressShares(server, routes, object).restore();
                lines.add(routes.kind() + " " + object + ": as it was found");
            }
        }
        if (!refusals.isEmpty()) {
            throw together(refusals);
        }
        return lines;
    }

    private static OpsException together(List<OpsException> refusals) {
        OpsException first = refusals.get(0);
        List<String> details = new ArrayList<>(first.details());
        List<String> hints = new ArrayList<>(first.hints());
        for (OpsException other : refusals.subList(1, refusals.size())) {
            details.add(other.message());
            details.addAll(other.details());
            hints.addAll(other.hints());
        }
        return new OpsException(first.kind(), first.message(), details, hints, first.getCause());
    }

    /** What the server would make of {@link #prepare}, which is not done. */
    public List<JsonNode> triedAdditions(Routes routes) {
        List<JsonNode> tried = new ArrayList<>();
        new AddedObjects(trial(tried), routes, progress).make();
        return tried;
    }

    /** What the server would make of the first {@link #weigh}, but for objects that are still to be added. */
    public List<JsonNode> triedShares(Routes routes, int percent) {
        List<JsonNode> tried = new ArrayList<>();
        for (RoutedObject object : routes.objects()) {
            Optional<RouteForm> form = RoutedShares.form(routes, object);
            if (form.isPresent()) {
                RoutedShares shares = new RoutedShares(trial(tried), routes, object, form.get());
                try {
                    shares.weigh(percent);
                } catch (RoutesChanged e) {
                    throw shares.changed(e);
                }
            }
        }
        return tried;
    }

    private RouteServer trial(List<JsonNode> tried) {
        return new RouteServer(server.cluster(), () -> {}, Optional.of(tried));
    }

    /** What others changed in the routes since they were found and before they were prepared; empty where nothing. */
    public Optional<String> moved(Routes routes) {
        RouteDrift since = new RouteDrift(server, routes);
        return routes.objects().stream()
                .map(since::moved)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What all of it needs to be allowed. */
    public List<Right> rights(Routes routes) {
        return new RouteRights(server.cluster().discovery(), routes).all();
    }

    /** Removes what {@link #prepare} made. What others put in its place stays, with a warning. */
    public void remove(Routes routes) {
        new AddedObjects(server, routes, progress).remove();
    }

    /** What each route does at this moment, line by line, for a status. */
    public List<String> shares(Routes routes) {
        List<String> lines = new ArrayList<>();
        for (RoutedObject object : routes.objects()) {
            Optional<RoutedShares> shares = shares(routes, object);
            if (shares.isPresent()) {
                lines.add(shares.get().told());
            } else if (routes.kind() == RouteChoice.NGINX) {
                lines.add(new IngressShares(server, routes, object).told());
            }
        }
        return lines;
    }

    private Optional<RoutedShares> shares(Routes routes, RoutedObject object) {
        return RoutedShares.form(routes, object).map(form -> new RoutedShares(server, routes, object, form));
    }
}
