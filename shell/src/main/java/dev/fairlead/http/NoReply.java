package dev.fairlead.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** No answer came; the message says why, behind the name of who was asked: {@code did not answer within 5s}. */
public class NoReply extends Exception {
    private final boolean late;

    public NoReply(String why, boolean late) {
        super(why);
        this.late = late;
    }

    public static NoReply of(Throwable failure) {
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
    public static final class NoWay extends NoReply {
        public NoWay(String why) {
            super(why, false);
        }
    }

    /** Whether nothing at all came, so that another way may lead there. */
    public boolean isLate() {
        return late;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
