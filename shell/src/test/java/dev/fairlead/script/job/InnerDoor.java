package dev.fairlead.script.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.CuttableProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** Lets pods reach an API server that listens on this machine's loopback only, at the address that they are told. */
final class InnerDoor implements AutoCloseable {
    private final Optional<CuttableProxy> proxy;

    private InnerDoor(Optional<CuttableProxy> proxy) {
        this.proxy = proxy;
    }

    /** Opens nothing where something answers there already. */
    static InnerDoor open(ClusterClient cluster) {
        JsonNode told = cluster.get(WrittenPath.of("/api/v1/namespaces/default/endpoints/kubernetes"))
                .at("/subsets/0");
        InetSocketAddress address = new InetSocketAddress(
                told.at("/addresses/0/ip").asText(), told.at("/ports/0/port").asInt());
        return new InnerDoor(
                answers(address)
                        ? Optional.empty()
                        : Optional.of(new CuttableProxy(URI.create(cluster.server()), address)));
    }

    @Override
    public void close() {
        proxy.ifPresent(CuttableProxy::close);
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
