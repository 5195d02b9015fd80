package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.Pem;
import dev.fairlead.http.Tls;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;

/** The certificate that a user logs in with, and the key that belongs to it. */
final class ClientCertificate {
    private final List<X509Certificate> chain;
    private final KeyManager keys;

    private ClientCertificate(List<X509Certificate> chain, KeyManager keys) {
        this.chain = chain;
        this.keys = keys;
    }

    /** That of a user in a kubeconfig; empty where there is none. A key alone is no login, as for kubectl. */
    static Optional<ClientCertificate> of(KubeEntry user) {
        Optional<byte[]> certificate = user.data("client-certificate");
        if (certificate.isEmpty()) {
            return Optional.empty();
        }
        byte[] key = user.data("client-key")
                .orElseThrow(
                        () -> user.invalid("has a client-certificate, but neither client-key nor client-key-data"));
        return Optional.of(
                of("the client certificate of " + user.what() + " of the kubeconfig", certificate.get(), key));
    }

    /**
     * A certificate and its key, both in PEM.
     *
     * @param what begins the message of a failure
     * @throws OpsException of kind INVALID when they are broken or do not belong together
     */
    static ClientCertificate of(String what, byte[] certificate, byte[] key) {
        List<X509Certificate> chain = Pem.certificates(certificate);
        if (chain.isEmpty()) {
            throw new OpsException(FailureKind.INVALID, what + " cannot be used: no certificate in it");
        }
        try {
            PrivateKey secret = Pem.privateKey(key);
            if (!belongs(secret, chain.get(0))) {
                throw new GeneralSecurityException("the private key is that of another certificate");
            }
            return new ClientCertificate(chain, Tls.keys(chain, secret));
        } catch (GeneralSecurityException e) {
            throw new OpsException(FailureKind.INVALID, what + " cannot be used: " + e.getMessage(), e);
        }
    }

    KeyManager keys() {
        return keys;
    }

    Instant expiry() {
        return chain.get(0).getNotAfter().toInstant();
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        String signing = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        if (!algorithm.equals(key.getAlgorithm())) {
            return false;
        }
        byte[] sample = {1, 2, 3};
        Signature signature = Signature.getInstance(signing);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(sample);
        return signature.verify(signed);
    }
}
