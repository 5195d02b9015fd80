package dev.fairlead.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in PEM (RFC 7468), with the older forms of keys that openssl writes. */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*(.*?)-----END \\1-----", Pattern.DOTALL);

    /** The algorithm identifier of rsaEncryption, with its NULL. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    /** The object identifier of id-ecPublicKey. */
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    private Pem() {}

    /** All certificates of a text; blocks that hold none are passed over, as Go does. */
    public static List<X509Certificate> certificates(byte[] text) {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = blocks(text);
        while (block.find()) {
            if (block.group(1).endsWith("CERTIFICATE")) {
                certificate(block.group(2)).ifPresent(certificates::add);
            }
        }
        return certificates;
    }

    /**
     * The first private key of a text.
     *
     * @throws GeneralSecurityException that says why there is none to use
     */
    public static PrivateKey privateKey(byte[] text) throws GeneralSecurityException {
        Matcher block = blocks(text);
        while (block.find()) {
            String type = block.group(1);
            if (type.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
                throw new GeneralSecurityException("the private key is encrypted");
            }
            if (type.endsWith("PRIVATE KEY")) {
                byte[] key = decoded(block.group(2));
                return switch (type) {
                    case "RSA PRIVATE KEY" -> key("RSA", sequence(VERSION, RSA, tagged(0x04, key)));
                    case "EC PRIVATE KEY" -> key("EC", sequence(VERSION, sequence(EC, curve(key)), tagged(0x04, key)));
                    default -> anyKey(key);
                };
            }
        }
        throw new GeneralSecurityException("no private key in it");
    }

    private static Matcher blocks(byte[] text) {
        return BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
    }

    private static Optional<X509Certificate> certificate(String body) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return Optional.of((X509Certificate) factory.generateCertificate(
                    new ByteArrayInputStream(Base64.getMimeDecoder().decode(body))));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String body) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its private key is broken", e);
        }
    }

    private static PrivateKey anyKey(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return key(algorithm, pkcs8);
            } catch (GeneralSecurityException e) {
                // The next algorithm may know it.
            }
        }
        return key("EdDSA", pkcs8);
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("its private key is broken", e);
        }
    }

    /** The curve that an EC key names in its field [0] (RFC 5915). */
    private static byte[] curve(byte[] key) throws GeneralSecurityException {
        for (int at = 0; at + 3 < key.length; at++) {
            int length = key[at + 3] & 0xff;
            boolean parameters = (key[at] & 0xff) == 0xa0 && key[at + 2] == 0x06 && key[at + 1] == length + 2;
            if (parameters && at + 4 + length <= key.length) {
                return Arrays.copyOfRange(key, at + 2, at + 4 + length);
            }
        }
        throw new GeneralSecurityException("its private key names no curve");
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return tagged(0x30, all.toByteArray());
    }

    /** One value in DER. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.length < 0x80) {
            value.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            value.write(0x80 | length.length - from);
            value.write(length, from, length.length - from);
        }
        value.writeBytes(content);
        return value.toByteArray();
    }
}
