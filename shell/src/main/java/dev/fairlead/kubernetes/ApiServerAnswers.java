package dev.fairlead.kubernetes;

import dev.fairlead.http.PeerAnswers;
import dev.fairlead.http.UnexpectedAnswer;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** The answers of an API server, whichever client asks: repeated as client-go does, and JSON where they must be. */
final class ApiServerAnswers extends PeerAnswers {
    /** Logs and watches have no end of their own; what is behind the proxy is somebody else's answer. */
    private static final Pattern STREAM = Pattern.compile(
            "/log(?:\\?.*)?$|/proxy(?:[/?].*)?$|/(?:exec|attach|portforward)(?:\\?.*)?$|[?&](?:watch|follow)=(?:true|1)(?:&|$)");

    private static final Pattern PROXY = Pattern.compile("/proxy(?:[/?].*)?$");

    /** What answers with objects; health, metrics and the like do not. */
    private static final Pattern OBJECTS = Pattern.compile("/(?:api|apis|version)(?:[/?].*)?$");

    /** Questions that are asked by POST and change nothing. */
    static final Pattern QUESTION = Pattern.compile("/apis/(?:authorization|authentication)\\.k8s\\.io/");

    ApiServerAnswers(Pace pace) {
        super(pace);
    }

    @Override
    protected boolean isHarmless(Request request) {
        String uri = request.url().toString();
        boolean reads = super.isHarmless(request) && request.header("Upgrade") == null;
        boolean applies = request.method().equals("PATCH")
                && String.valueOf(request.body() == null ? null : request.body().contentType())
                        .startsWith(ClusterClient.APPLY);
        return reads && !PROXY.matcher(uri).find()
                || applies
                || uri.contains("dryRun=All")
                || QUESTION.matcher(uri).find();
    }

    @Override
    protected boolean isStream(Request request) {
        return request.header("Upgrade") != null
                || STREAM.matcher(request.url().toString()).find();
    }

    /** A log is text, but no page; the rest is JSON, or what a client asked for instead. */
    @Override
    protected void check(Response answer, Buffer body) throws UnexpectedAnswer {
        String uri = answer.request().url().toString();
        if (!answer.isSuccessful()
                || PROXY.matcher(uri).find()
                || !OBJECTS.matcher(uri).find()) {
            return;
        }
        String type = answer.header("Content-Type", "").toLowerCase(Locale.ROOT);
        requireNoPage(answer);
        boolean isJson = type.isEmpty() || type.contains("json") || type.startsWith("text/plain");
        if (!isStream(answer.request()) && isJson) {
            requireObject(body);
        }
    }
}
