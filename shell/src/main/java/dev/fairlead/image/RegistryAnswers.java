package dev.fairlead.image;

import dev.fairlead.http.PeerAnswers;
import dev.fairlead.http.UnexpectedAnswer;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** The answers of registries and their token services: JSON objects, none of them long. */
final class RegistryAnswers extends PeerAnswers {
    RegistryAnswers(Pace pace) {
        super(pace);
    }

    @Override
    protected boolean isStream(Request request) {
        return false;
    }

    /** That a registry is there may be answered by anything but a page. */
    @Override
    protected void check(Response answer, Buffer body) throws UnexpectedAnswer {
        if (answer.code() != 200) {
            return;
        }
        requireNoPage(answer);
        boolean isPing = answer.request().url().encodedPath().equals("/v2/");
        if (!answer.request().method().equals("HEAD") && !isPing) {
            requireObject(body);
        }
    }
}
