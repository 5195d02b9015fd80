package dev.fairlead.release.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.notification.Notifications;
import dev.fairlead.settings.Settings;
import java.util.function.Function;

/** Lets those hear of work who are to hear of it. */
public final class NotifiedWork {
    private final Settings settings;

    public NotifiedWork(Settings settings) {
        this.settings = settings;
    }

    /** Does the work; returns when its notices are out, or too late. */
    public <T> T during(ReleaseContext context, NotificationTargets audience, Function<ReleaseContext, T> work) {
        try (Notifications notices = Notifications.of(settings, audience, context.progress())) {
            return work.apply(context.telling(notices::send));
        } catch (Cancelled e) {
            remind(context, audience);
            throw e;
        } catch (ReleaseFailed e) {
            if (!e.release().phase().isOver()) {
                remind(context, audience);
            }
            throw e;
        }
    }

    private static void remind(ReleaseContext context, NotificationTargets audience) {
        if (audience.isOfThisLine()) {
            context.progress().note("a release does not keep its webhooks: whoever goes on says --notify again");
        }
    }
}
