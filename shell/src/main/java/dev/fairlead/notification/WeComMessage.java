package dev.fairlead.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Markdown for a group robot of WeCom, which takes 4096 bytes and answers refusals with status 200. */
final class WeComMessage implements WebhookMessage {
    private static final int MOST_BYTES = 4096;
    private static final int BUSY = -1;

    @Override
    public JsonNode body(Notification notice) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("msgtype", "markdown").putObject("markdown").put("content", content(notice));
        return body;
    }

    @Override
    public JsonNode body(String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("msgtype", "markdown").putObject("markdown").put("content", plain(Masking.text(text)));
        return body;
    }

    private static String content(Notification notice) {
        List<String> lines = new ArrayList<>();
        lines.add("**" + plain(MessageText.headline(notice)) + "**");
        notice.images().forEach(change -> lines.add("> " + image(change)));
        notice.reason().ifPresent(reason -> {
            lines.add("> <font color=\"warning\">" + plain(MessageText.reason(reason)) + "</font>");
            if (!reason.next().isEmpty()) {
                lines.add("> " + code(reason.next()));
            }
        });
        String circumstances = MessageText.circumstances(notice);
        if (!circumstances.isEmpty()) {
            lines.add("<font color=\"comment\">" + plain(circumstances) + "</font>");
        }
        return fitting(lines);
    }

    /** Whole lines as far as they fit: a line that is cut would leave its marks open. */
    private static String fitting(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            String next = text.isEmpty() ? line : "\n" + line;
            if (bytes(text + next) > MOST_BYTES - 4) {
                return text + "\n…";
            }
            text.append(next);
        }
        return text.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String image(Notification.ImageChange change) {
        String from = change.from().isEmpty() ? "" : code(change.from()) + " → ";
        return plain(change.container()) + ": " + from + code(change.to());
    }

    private static String code(String text) {
        return "`" + plain(Masking.text(text)).replace('`', '\'') + "`";
    }

    /** Without what makes mentions, colours, links and lines of its own; at most 900 characters. */
    private static String plain(String text) {
        String safe = text.replace('<', '‹')
                .replace('>', '›')
                .replace("](", "] (")
                .replace('\r', ' ')
                .replace('\n', ' ');
        return MessageText.cut(safe, 900);
    }

    @Override
    public Refusal refusal(String answer) {
        try {
            JsonNode said = JsonTree.read(answer);
            if (!said.has("errcode")) {
                return new Refusal("its answer is not that of a group robot", false);
            }
            int code = said.path("errcode").asInt();
            String message = Masking.text(said.path("errmsg").asText());
            return code == 0 ? Refusal.NONE : new Refusal("errcode " + code + ", " + message, code == BUSY);
        } catch (IOException e) {
            return new Refusal("its answer is not that of a group robot", false);
        }
    }
}
