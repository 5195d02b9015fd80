package dev.fairlead.gate;

import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.ProxyFailure;
import dev.fairlead.http.TlsTrouble;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** No answer came; the message says why, behind the name of who was asked: {@code did not answer within 5s}. */
class NoReply extends Exception {
    private final boolean late;

    NoReply(String why, boolean late) {
        super(why);
        this.late = late;
    }

    static NoReply of(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProxyFailure) {
                return new NoReply("is out of reach: " + t.getMessage(), true);
            }
            if (t instanceof UnknownHostException) {
                return new NoReply("has no address: " + t.getMessage(), false);
            }
            if (t instanceof SSLException trouble) {
                return new NoReply("cannot be trusted: " + TlsTrouble.why(trouble), false);
            }
            if (t instanceof SocketTimeoutException || t instanceof NoRouteToHostException) {
                return new NoReply("is out of reach: " + t.getMessage(), true);
            }
            if (t instanceof ConnectException) {
                return new NoReply("refuses the connection", false);
            }
        }
        return new NoReply("broke off: " + ConnectionTrouble.why(failure), false);
    }

    /** Who was asked may be well: this way does not lead there. */
    static final class NoWay extends NoReply {
        NoWay(String why) {
            super(why, false);
        }
    }

    /** Whether nothing at all came, so that another way may lead there. */
    boolean isLate() {
        return late;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
