package dev.fairlead.gate;

import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.HttpReply;
import dev.fairlead.http.NoReply;
import dev.fairlead.kubernetes.ServiceProxy;
import dev.fairlead.kubernetes.SingleRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks pods, the preview Service or a URL over HTTP. */
final class HttpCheck implements Check {
    private static final int MOST_REDIRECTS = 5;

    private final HttpGate gate;
    private final GateSubject subject;
    private final ServiceProxy proxy;
    private final HttpClient direct;

    /** @throws OpsException of kind USAGE when it names a variable that is not set */
    HttpCheck(HttpGate gate, CheckInputs inputs) {
        this.gate = gate.resolved(inputs.gateVariables());
        this.subject = inputs.subject();
        this.proxy = new ServiceProxy(subject.cluster());
        this.direct = SingleRequest.client(ConnectionRules.of(inputs.gateVariables()));
    }

    @Override
    public TryOutcome ask(Duration limit) {
        SingleRequest request = new SingleRequest(gate.method(), gate.headers(), "", limit);
        if (gate.url().isPresent()) {
            URI uri = gate.url().get();
            return HttpVerdicts.of(
                    gate, List.of(answered(String.valueOf(uri.getHost()), () -> url(uri, request))), false);
        }
        if (gate.through() == HttpGate.Through.PREVIEW) {
            return preview(request);
        }
        return pods(new SubjectPods(subject).ready(), gate.port(), request);
    }

    private TryOutcome pods(List<Pod> pods, Optional<String> port, SingleRequest request) {
        if (pods.isEmpty()) {
            return TryOutcome.noData("deployment/" + subject.candidate() + " has no ready pod");
        }
        List<ParallelChecks.Task<PeerAnswer>> tasks = new ArrayList<>();
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            int number = ContainerPorts.of(pod.getSpec(), port);
            tasks.add(() -> answered(
                    name, () -> followed(gate.path(), path -> proxy.pod(name, number, gate.scheme(), path, request))));
        }
        return HttpVerdicts.of(gate, ParallelChecks.all(tasks), true);
    }

    private TryOutcome preview(SingleRequest request) {
        if (subject.previewService().isEmpty()) {
            return TryOutcome.noData("this release has no preview service");
        }
        PreviewService service =
                PreviewService.of(subject.cluster(), subject.previewService().get(), gate.port());
        PeerAnswer answer = answered(
                "service " + service.name(),
                () -> followed(
                        gate.path(),
                        path -> proxy.service(service.name(), service.port(), gate.scheme(), path, request)
                                .orElseThrow(() -> new NoReply.NoWay("is out of the proxy's reach"))));
        return answer.silence().filter(NoReply.NoWay.class::isInstance).isPresent()
                ? pods(new SubjectPods(subject).ready(), Optional.of(service.targetPort()), request)
                : HttpVerdicts.of(gate, List.of(answer), false);
    }

    private HttpReply url(URI uri, SingleRequest request) throws NoReply {
        SingleRequest plain = new SingleRequest(request.method(), List.of(), "", request.limit());
        URI at = uri;
        HttpReply reply = request.send(direct, at.toString());
        for (int i = 0; gate.follow() && reply.isRedirect() && i < MOST_REDIRECTS; i++) {
            at = at.resolve(reply.location());
            boolean same = String.valueOf(at.getAuthority()).equals(uri.getAuthority());
            reply = (same ? request : plain).send(direct, at.toString());
        }
        return reply;
    }

    /** One way to ask for a path. */
    private interface Way {
        HttpReply ask(String path) throws NoReply;
    }

    private interface Asked {
        HttpReply reply() throws NoReply;
    }

    private HttpReply followed(String first, Way way) throws NoReply {
        String path = first;
        HttpReply reply = way.ask(path);
        for (int i = 0; gate.follow() && reply.isRedirect() && i < MOST_REDIRECTS; i++) {
            URI target = URI.create(path).resolve(reply.location());
            if (target.getHost() != null) {
                throw new NoReply("redirects to " + reply.location() + ", which is another server", false);
            }
            path = target.toString();
            reply = way.ask(path);
        }
        return reply;
    }

    private static PeerAnswer answered(String who, Asked asked) {
        try {
            return new PeerAnswer(who, Optional.of(asked.reply()), Optional.empty());
        } catch (NoReply e) {
            return new PeerAnswer(who, Optional.empty(), Optional.of(e));
        }
    }

    @Override
    public void close() {
        proxy.close();
        direct.close();
    }
}
