package dev.fairlead.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/** A message for an incoming webhook of Slack: plain text for notifications, blocks for the channel. */
final class SlackMessage implements WebhookMessage {
    /** The most that Slack takes as the text of a section, with room for the marks around it. */
    private static final int SECTION = 2900;

    @Override
    public JsonNode body(Notification notice) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("text", escaped(MessageText.headline(notice)));
        ArrayNode blocks = body.putArray("blocks");
        section(blocks, mark(notice.event()) + " *" + escaped(MessageText.headline(notice)) + "*");
        String images = notice.images().stream().map(SlackMessage::image).collect(Collectors.joining("\n"));
        if (!images.isEmpty()) {
            section(blocks, images);
        }
        notice.reason().ifPresent(reason -> {
            section(blocks, escaped(MessageText.reason(reason)));
            if (!reason.next().isEmpty()) {
                section(blocks, code(reason.next()));
            }
        });
        String circumstances = MessageText.circumstances(notice);
        if (!circumstances.isEmpty()) {
            ObjectNode context = blocks.addObject().put("type", "context");
            text(context.putArray("elements").addObject(), escaped(circumstances));
        }
        return body;
    }

    @Override
    public JsonNode body(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", MessageText.cut(escaped(Masking.text(text)), SECTION));
    }

    /** Slack refuses with a status, never with 200. */
    @Override
    public Refusal refusal(String answer) {
        return Refusal.NONE;
    }

    private static String image(Notification.ImageChange change) {
        String from = change.from().isEmpty() ? "" : code(change.from()) + " → ";
        return escaped(change.container()) + ": " + from + code(change.to());
    }

    private static void section(ArrayNode blocks, String text) {
        text(blocks.addObject().put("type", "section").putObject("text"), text);
    }

    private static void text(ObjectNode into, String text) {
        into.put("type", "mrkdwn").put("text", MessageText.cut(text, SECTION));
    }

    private static String code(String text) {
        return "`" + escaped(Masking.text(text)).replace('`', '\'') + "`";
    }

    /** Slack's own three; without them a message could mention a whole channel or hide a link. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String mark(Notification.Event event) {
        return switch (event) {
            case STARTED -> ":arrow_forward:";
            case WAITING -> ":raised_hand:";
            case PROMOTED -> ":white_check_mark:";
            case FAILED -> ":x:";
            case ROLLED_BACK -> ":rewind:";
        };
    }
}
