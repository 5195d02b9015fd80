package dev.fairlead.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Why a TLS connection did not come about, of what the JDK and okhttp say. */
public final class TlsTrouble {
    /** As okhttp says that a certificate is for others. */
    private static final Pattern OTHER_NAMES =
            Pattern.compile("Hostname (\\S+) not verified.*subjectAltNames: \\[(.*)]", Pattern.DOTALL);

    private static final Pattern ALERT = Pattern.compile("[Rr]eceived fatal alert: (\\w+)");

    private TlsTrouble() {}

    /** In a user's words, as said of the server, e.g. {@code its certificate has expired}. */
    public static String why(SSLException failure) {
        Optional<Names> names = names(failure);
        if (names.isPresent()) {
            return "its certificate is for " + names.get().certified() + ", not for "
                    + names.get().asked();
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (t instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet";
            }
        }
        String message = String.valueOf(failure.getMessage());
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return "it refused the TLS handshake (" + alert.group(1).replace('_', ' ') + ")";
        }
        if (isUnknownAuthority(failure)) {
            return "its certificate is not signed by a trusted authority";
        }
        return message.contains("SSL message") ? "it does not speak TLS" : "TLS failed: " + message;
    }

    /** Whether nobody who is trusted has signed the server's certificate. */
    public static boolean isUnknownAuthority(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertPathBuilderException
                    || t instanceof CertPathValidatorException
                    || String.valueOf(t.getMessage()).contains("PKIX path")) {
                return true;
            }
        }
        return false;
    }

    /** Whom a certificate is for where that is somebody else. */
    public static Optional<Names> names(Throwable failure) {
        Matcher names = OTHER_NAMES.matcher(String.valueOf(failure.getMessage()));
        return names.find() ? Optional.of(new Names(names.group(1), names.group(2))) : Optional.empty();
    }

    /**
     * The names of a server.
     *
     * @param asked by which it was called
     * @param certified that its certificate has, separated by commas
     */
    public record Names(String asked, String certified) {}
}
