package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes the values out of Secrets and leaves their keys. Equal values have equal masks, so that what changes is seen to
 * change; the masks say nothing of the values, as their key is thrown away with the rehearsal.
 */
final class SecretMask {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN = 8;

    private final Mac mac;

    SecretMask() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** kubectl keeps the whole manifest in an annotation, which goes too. */
    void mask(ObjectNode secret) {
        if (secret.path("data") instanceof ObjectNode data) {
            List<String> keys = new ArrayList<>();
            data.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> data.put(key, masked(data.path(key).asText())));
        }
        secret.remove("stringData");
        if (secret.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        }
    }

    /** In base64, as the API has it. */
    String masked(String value) {
        String hash = HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        byte[] mask = ("masked-" + hash.substring(0, SHOWN)).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(mask);
    }
}
