package dev.fairlead.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.notification.Webhook.Answer;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotificationsTest {
    private static final Answer OK = Answer.of(200, "ok");

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    @Test
    void slackGetsTextAndBlocksWithItsMarksEscaped() throws IOException {
        try (Webhook hook = new Webhook(OK)) {
            send(
                    hook.target("slack"),
                    failed(
                            "<!channel> & 3 pods of `web` fail, password=hunter2",
                            "rollout undo deployment/web -n shop"));
            JsonNode body = only(hook).json();
            assertEquals("deployment/web in dev/shop: failed", body.path("text").asText());
            List<String> texts = new ArrayList<>();
            for (JsonNode block : body.path("blocks")) {
                JsonNode text = block.has("text") ? block.path("text") : block.at("/elements/0");
                assertEquals("mrkdwn", text.path("type").asText());
                texts.add(text.path("text").asText());
            }
            assertEquals(
                    List.of(
                            ":x: *deployment/web in dev/shop: failed*",
                            "web: `team/web:v1` → `team/web:v2`",
                            "probe: &lt;!channel&gt; &amp; 3 pods of `web` fail, password=***",
                            "`rollout undo deployment/web -n shop`",
                            "canary, by ann, after 1m 5s"),
                    texts);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void weComGetsMarkdownThatMentionsNobody() throws IOException {
        try (Webhook hook = new Webhook(Answer.of(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"))) {
            send(hook.target("wecom"), failed("<@all> see [here](http://evil)", ""));
            JsonNode body = only(hook).json();
            assertEquals("markdown", body.path("msgtype").asText());
            assertEquals("""
                    **deployment/web in dev/shop: failed**
                    > web: `team/web:v1` → `team/web:v2`
                    > <font color="warning">probe: ‹@all› see [here] (http://evil)</font>
                    <font color="comment">canary, by ann, after 1m 5s</font>""", body.at("/markdown/content").asText());
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aMessageForWeComFitsIntoItsLimitOfBytes() {
        List<Notification.ImageChange> many =
                Collections.nCopies(400, new Notification.ImageChange("容器", "", "team/web:v2"));
        Notification long1 = new Notification(
                Notification.Event.STARTED,
                "deployment/web",
                "dev",
                "shop",
                many,
                "",
                Optional.empty(),
                "",
                Duration.ZERO,
                Instant.EPOCH);
        for (Notification notice : List.of(long1, failed("错".repeat(5000), "x".repeat(9000)))) {
            String content =
                    new WeComMessage().body(notice).at("/markdown/content").asText();
            assertTrue(content.getBytes(StandardCharsets.UTF_8).length <= 4096, content);
            assertTrue(content.startsWith("**deployment/web"), content);
            assertTrue(content.contains("…"), content);
        }
    }

    @Test
    void aRefusalOfWeComIsAFailureInSpiteOfItsStatus() throws IOException {
        try (Webhook hook = new Webhook(Answer.of(200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}"))) {
            send(hook.target("wecom"), started());
            assertEquals(1, hook.posted().size());
            assertWarned(hook, "wecom", "started", "errcode 93000, invalid webhook url");
        }
    }

    @Test
    void aBusyWeComIsAskedAgain() throws IOException {
        try (Webhook hook = new Webhook(
                Answer.of(200, "{\"errcode\":-1,\"errmsg\":\"busy\"}"), Answer.of(200, "{\"errcode\":0}"))) {
            send(hook.target("wecom"), started());
            assertEquals(2, hook.posted().size());
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aTextWithoutAReleaseIsSentWithItsCredentialsMasked() throws IOException {
        try (Webhook hook = new Webhook(OK)) {
            try (Notifications notices = Notifications.of(
                    Settings.of(
                            Map.of("FAIRLEAD_ROLLOUT_NOTIFY", "json=" + hook.url()), Path.of("/nowhere"), Path.of("")),
                    NotificationTargets.SETTLED,
                    event -> {})) {
                notices.say("v3 is out, token=abcdef123456");
            }
            assertEquals(
                    "{\"event\":\"message\",\"text\":\"v3 is out, token=***\"}",
                    new String(only(hook).body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void jsonIsTheRecordAndSignedAsGitHubDoes() throws IOException {
        try (Webhook hook = new Webhook(Answer.of(204, ""))) {
            Settings settings = settings(Map.of(
                    "FAIRLEAD_ROLLOUT_NOTIFY",
                    "json=" + hook.url(),
                    "FAIRLEAD_ROLLOUT_NOTIFY_SECRET",
                    "It's a Secret"));
            try (Notifications notices = Notifications.of(settings, NotificationTargets.SETTLED, this::hear)) {
                notices.send(failed("not ready", "rollout status deployment/web"));
            }
            Webhook.Posted posted = only(hook);
            assertEquals(
                    "{\"event\":\"failed\",\"workload\":\"deployment/web\",\"context\":\"dev\",\"namespace\":\"shop\","
                            + "\"images\":[{\"container\":\"web\",\"from\":\"team/web:v1\",\"to\":\"team/web:v2\"}],"
                            + "\"strategy\":\"canary\",\"reason\":{\"family\":\"probe\",\"message\":\"not ready\","
                            + "\"next\":\"rollout status deployment/web\"},\"who\":\"ann\",\"took\":\"PT1M5S\","
                            + "\"at\":\"2024-05-01T10:00:00Z\"}",
                    new String(posted.body(), StandardCharsets.UTF_8));
            assertEquals(
                    WebhookSignature.of("It's a Secret", posted.body()),
                    posted.headers().getFirst("X-Hub-Signature-256"));
            assertEquals("failed", posted.headers().getFirst("X-Fairlead-Event"));
            assertEquals("/services/hush?key=hush", posted.path());
        }
    }

    /** The example of GitHub's documentation on validating webhook deliveries. */
    @Test
    void theSignatureIsThatOfTheKnownExample() {
        assertEquals(
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                WebhookSignature.of("It's a Secret to Everybody", "Hello, World!".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"500, 3", "503, 3", "429, 3", "400, 1", "404, 1", "302, 1"})
    void onlyWhatMayPassIsTriedAgainAndAtMostTwice(int code, int tries) throws IOException {
        try (Webhook hook = new Webhook(Answer.of(code, "token=hush no"))) {
            send(hook.target("slack"), started());
            assertEquals(tries, hook.posted().size());
            assertEquals(tries - 1, pauses.size());
            assertWarned(
                    hook,
                    "slack",
                    "started",
                    "it answered " + code + ": token=*** no" + (tries > 1 ? " (3 tries)" : ""));
        }
    }

    @Test
    void aTriedAgainNoticeThatArrivesIsNoTrouble() throws IOException {
        try (Webhook hook = new Webhook(new Answer(503, "", "2"), OK)) {
            send(hook.target("json"), started());
            assertEquals(2, hook.posted().size());
            assertEquals(List.of(Duration.ofSeconds(2)), pauses);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aWebhookThatWantsALongPauseIsGivenUp() throws IOException {
        try (Webhook hook = new Webhook(new Answer(429, "", "120"))) {
            send(hook.target("slack"), started());
            assertEquals(1, hook.posted().size());
            assertWarned(hook, "slack", "started", "it answered 429, and asks for a pause of 120 s");
        }
    }

    @Test
    void aWebhookThatIsNotThereIsAWarningWithoutItsPath() throws IOException {
        Webhook hook = new Webhook(OK);
        hook.close();
        send(hook.target("json"), started());
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("did not reach json=http://127.0.0.1:"), warnings.get(0));
        assertFalse(warnings.get(0).contains("hush"), warnings.get(0));
    }

    @Test
    void noticesArriveInTheirOrderAtEveryTarget() throws IOException {
        try (Webhook one = new Webhook(new Answer(503, "", "0"), OK);
                Webhook two = new Webhook(OK)) {
            try (Notifications notices = notices(List.of(one.target("json"), two.target("json"), two.target("json")))) {
                notices.send(started());
                notices.send(failed("no", ""));
            }
            assertEquals(List.of("started", "started", "failed"), events(one));
            assertEquals(List.of("started", "failed"), events(two));
        }
    }

    @Test
    void anOptionWinsOverTheEnvironment() throws IOException {
        try (Webhook option = new Webhook(OK);
                Webhook variable = new Webhook(OK)) {
            Settings settings = settings(Map.of("FAIRLEAD_ROLLOUT_NOTIFY", "json=" + variable.url()));
            try (Notifications notices =
                    Notifications.of(settings, NotificationTargets.of(List.of(option.target("json"))), this::hear)) {
                notices.send(started());
            }
            assertEquals(1, option.posted().size());
            assertEquals(0, variable.posted().size());
        }
    }

    private static List<String> events(Webhook hook) {
        return hook.posted().stream()
                .map(posted -> posted.headers().getFirst("X-Fairlead-Event"))
                .toList();
    }

    private static Webhook.Posted only(Webhook hook) {
        assertEquals(1, hook.posted().size());
        return hook.posted().get(0);
    }

    private void assertWarned(Webhook hook, String format, String event, String why) {
        assertEquals(
                List.of("the notice \"" + event + "\" did not reach " + hook.target(format) + ": " + why), warnings);
    }

    private void send(NotificationTarget target, Notification notice) {
        try (Notifications notices = notices(List.of(target))) {
            notices.send(notice);
        }
    }

    private Notifications notices(List<NotificationTarget> targets) {
        return new Notifications(
                targets,
                new WebhookDelivery(Optional.empty(), () -> ConnectionRules.of(Map.of()), pauses::add),
                this::hear);
    }

    private void hear(ProgressEvent event) {
        if (event instanceof ProgressEvent.Warning warning) {
            warnings.add(warning.text());
        }
    }

    private static Settings settings(Map<String, String> environment) {
        return Settings.of(environment, Path.of("/home/ann"), Path.of("/"));
    }

    private static Notification started() {
        return notice(Notification.Event.STARTED, Optional.empty(), Duration.ZERO);
    }

    private static Notification failed(String message, String next) {
        return notice(
                Notification.Event.FAILED,
                Optional.of(new Notification.Reason("probe", message, next)),
                Duration.ofSeconds(65));
    }

    private static Notification notice(Notification.Event event, Optional<Notification.Reason> reason, Duration took) {
        return new Notification(
                event,
                "deployment/web",
                "dev",
                "shop",
                List.of(new Notification.ImageChange("web", "team/web:v1", "team/web:v2")),
                "canary",
                reason,
                "ann",
                took,
                Instant.parse("2024-05-01T10:00:00Z"));
    }
}
