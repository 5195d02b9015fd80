package dev.fairlead.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * What a credential plugin gave.
 *
 * @param token empty for none
 * @param certificateText the certificate as it was written, by which another is told apart; empty for none
 * @param expiry when to ask again; empty for when the server refuses it
 */
record ExecCredential(
        String token, String certificateText, Optional<ClientCertificate> certificate, Optional<Instant> expiry) {

    boolean isExpired(Instant now) {
        return expiry.filter(end -> !end.isAfter(now)).isPresent();
    }
}
