package dev.fairlead.release;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.notice.Audience;
import dev.fairlead.notice.Notices;
import dev.fairlead.settings.Settings;
import java.util.function.Function;

/** Lets those hear of work who are to hear of it. */
final class Announcing {
    private final Settings settings;

    Announcing(Settings settings) {
        this.settings = settings;
    }

    /** Does the work; returns when its notices are out, or too late. */
    <T> T during(Surroundings around, Audience audience, Function<Surroundings, T> work) {
        try (Notices notices = Notices.of(settings, audience, around.progress())) {
            return work.apply(around.telling(notices::send));
        } catch (Cancelled e) {
            remind(around, audience);
            throw e;
        } catch (ReleaseFailed e) {
            if (!e.release().phase().isOver()) {
                remind(around, audience);
            }
            throw e;
        }
    }

    private static void remind(Surroundings around, Audience audience) {
        if (audience.isOfThisLine()) {
            around.progress().note("a release does not keep its webhooks: whoever goes on says --notify again");
        }
    }
}
