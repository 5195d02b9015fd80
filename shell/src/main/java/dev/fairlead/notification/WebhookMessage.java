package dev.fairlead.notification;

import com.fasterxml.jackson.databind.JsonNode;

/** A notice as a kind of webhook wants it. */
interface WebhookMessage {
    /** The body to post. */
    JsonNode body(Notification notice);

    /** The body for a text without a release. */
    JsonNode body(String text);

    /** What an answer with status 200 says went wrong; empty where nothing did. */
    Refusal refusal(String answer);

    /**
     * Why a webhook did not take a notice.
     *
     * @param why empty where it took it
     * @param passing whether it may take it a little later
     */
    record Refusal(String why, boolean passing) {
        static final Refusal NONE = new Refusal("", false);
    }

    static WebhookMessage of(NotificationTarget.Format format) {
        return switch (format) {
            case SLACK -> new SlackMessage();
            case WECOM -> new WeComMessage();
            case JSON -> new JsonMessage();
        };
    }
}
