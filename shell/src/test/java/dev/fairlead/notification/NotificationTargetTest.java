package dev.fairlead.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotificationTargetTest {
    @Test
    void asTextOnlyItsHostIsShown() {
        assertEquals(
                "slack=https://hooks.slack.com/***",
                NotificationTarget.parse("slack=https://hooks.slack.com/services/T0/B0/hush")
                        .toString());
    }

    @Test
    void userAndPasswordAreTakenOutOfTheUrl() {
        NotificationTarget target = NotificationTarget.parse("json=http://ann:hush@ci:8080/hook?a=b");
        assertEquals("http://ci:8080/hook?a=b", target.url().toString());
        assertEquals(Optional.of("ann:hush"), target.login());
        assertEquals("json=http://ci:8080/***", target.toString());
    }

    @Test
    void settingsHoldSeveral() {
        assertEquals(
                List.of("slack=https://a/***", "wecom=https://b/***"),
                NotificationTarget.parseAll("  slack=https://a/x \n wecom=https://b/y ").stream()
                        .map(NotificationTarget::toString)
                        .toList());
        assertEquals(List.of(), NotificationTarget.parseAll(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            teams=https://host/hush    | "teams" names no kind of webhook: write slack=URL, wecom=URL or json=URL
            https://host/hush?k=v      | what was written names no kind of webhook: write slack=URL, wecom=URL or json=URL
            slack                      | "slack" names no kind of webhook: write slack=URL, wecom=URL or json=URL
            slack=                     | slack= wants the webhook's URL, as https://host/path
            slack=hooks.slack.com/hush | slack= wants the webhook's URL, as https://host/path
            json=ftp://host/hush       | json= wants the webhook's URL, as https://host/path
            json=https:///hush         | json= wants the webhook's URL, as https://host/path
            wecom=https://host/hu sh   | wecom= wants the webhook's URL, as https://host/path
            """)
    void aWrongOneIsRefusedWithoutRepeatingTheUrl(String text, String message) {
        OpsException refused = assertThrows(OpsException.class, () -> NotificationTarget.parse(text));
        assertEquals(FailureKind.USAGE, refused.kind());
        assertEquals(message, refused.message());
        assertFalse(refused.message().contains("hush"), refused.message());
    }
}
