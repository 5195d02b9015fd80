package dev.fairlead.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/** The notice as a JSON object; its keys are a contract. */
final class JsonMessage implements WebhookMessage {
    @Override
    public JsonNode body(Notification notice) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("event", notice.event().toString());
        body.put("workload", notice.workload());
        body.put("context", notice.context());
        body.put("namespace", notice.namespace());
        notice.images()
                .forEach(image -> body.withArray("/images")
                        .addObject()
                        .put("container", image.container())
                        .put("from", Masking.text(image.from()))
                        .put("to", Masking.text(image.to())));
        body.put("strategy", notice.strategy());
        notice.reason()
                .ifPresent(reason -> body.putObject("reason")
                        .put("family", reason.family())
                        .put("message", Masking.text(reason.message()))
                        .put("next", Masking.text(reason.next())));
        body.put("who", Masking.text(notice.who()));
        body.put("took", notice.took().toString());
        body.put("at", notice.at().truncatedTo(ChronoUnit.SECONDS).toString());
        return body;
    }

    @Override
    public JsonNode body(String text) {
        return JsonNodeFactory.instance.objectNode().put("event", "message").put("text", Masking.text(text));
    }

    @Override
    public Refusal refusal(String answer) {
        return Refusal.NONE;
    }
}
