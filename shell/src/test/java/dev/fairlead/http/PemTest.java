package dev.fairlead.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PemTest {
    @ParameterizedTest
    @CsvSource({
        "server.key,       server-pkcs1.key",
        "client-pkcs8.key, client.key",
    })
    void aKeyIsTheSameInEachOfItsForms(String one, String other) throws IOException, GeneralSecurityException {
        assertEquals(secret(one), secret(other));
    }

    private static BigInteger secret(String file) throws IOException, GeneralSecurityException {
        PrivateKey key = Pem.privateKey(Files.readAllBytes(TlsServer.file(file)));
        return key instanceof ECPrivateKey curve ? curve.getS() : ((RSAPrivateKey) key).getPrivateExponent();
    }

    @Test
    void certificatesAreFoundAmongOtherText() throws IOException {
        String text = "a comment\n-----BEGIN CERTIFICATE-----\nYnJva2Vu\n-----END CERTIFICATE-----\n"
                + Files.readString(TlsServer.file("client.key")) + Files.readString(TlsServer.file("authority.crt"))
                + "\nmore\n" + Files.readString(TlsServer.file("server.crt"));
        assertEquals(2, Pem.certificates(text.getBytes(StandardCharsets.UTF_8)).size());
    }

    @ParameterizedTest
    @CsvSource({
        "no key at all, no private key in it",
        "'-----BEGIN RSA PRIVATE KEY-----\nYnJva2Vu\n-----END RSA PRIVATE KEY-----', its private key is broken",
        "'-----BEGIN EC PRIVATE KEY-----\nYnJva2Vu\n-----END EC PRIVATE KEY-----', its private key names no curve",
        "'-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----', its private key is broken",
        "'-----BEGIN ENCRYPTED PRIVATE KEY-----\nYQ==\n-----END ENCRYPTED PRIVATE KEY-----', the private key is encrypted",
    })
    void aKeyThatCannotBeUsedSaysWhy(String text, String why) {
        GeneralSecurityException failure = assertThrows(
                GeneralSecurityException.class, () -> Pem.privateKey(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(why, failure.getMessage());
    }
}
