package dev.fairlead;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with the certificate that it signed itself, for a cluster that is rehearsed and for its user: real ones ask for
 * TLS too, and what a single line does most is to shake hands.
 */
final class TrainingIdentity {
    private static final String NAME = "rehearsal";
    private static final String PASSWORD = "rehearsal";

    private final KeyStore store;

    private TrainingIdentity(KeyStore store) {
        this.store = store;
    }

    /** Lets the JDK's keytool make one in a directory, for a day. */
    static TrainingIdentity in(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("rehearsal.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool made no key");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TrainingIdentity(store);
    }

    /** A port of this machine that answers with this identity. */
    ServerSocket listen() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** As a kubeconfig holds it. */
    String certificate() throws GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate(NAME).getEncoded());
    }

    /** As a kubeconfig holds it. */
    String key() throws GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String what, byte[] content) {
        String text = "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
