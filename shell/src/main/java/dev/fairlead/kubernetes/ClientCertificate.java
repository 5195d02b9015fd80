package dev.fairlead.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The certificate that a user of the kubeconfig logs in with. */
final class ClientCertificate {
    private ClientCertificate() {}

    /** Empty where there is no certificate or it cannot be read. */
    static Optional<Instant> expiry(Config config) {
        try {
            byte[] pem;
            if (config.getClientCertData() != null) {
                pem = Base64.getMimeDecoder().decode(config.getClientCertData().getBytes(StandardCharsets.US_ASCII));
            } else if (config.getClientCertFile() != null) {
                pem = Files.readAllBytes(Path.of(config.getClientCertFile()));
            } else {
                return Optional.empty();
            }
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            return Optional.of(certificate.getNotAfter().toInstant());
        } catch (IOException | CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
