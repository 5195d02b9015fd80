package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Fuzz;
import dev.fairlead.build.BuildArgument;
import dev.fairlead.build.BuildSecret;
import dev.fairlead.cluster.LogsRequest;
import dev.fairlead.http.ProxyAddress;
import dev.fairlead.json.JsonPath;
import dev.fairlead.json.JsonTree;
import dev.fairlead.multicluster.Waves;
import dev.fairlead.notification.NotificationTarget;
import dev.fairlead.rollout.history.RevisionRange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.script.library.Template;
import dev.fairlead.script.test.PlannedFault;
import dev.fairlead.settings.Durations;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FuzzedLinesTest {
    @Test
    void words() {
        Fuzz.texts("line", text -> {
            LineParser.isOpen(text);
            LineParser.typed(text);
            assertEquals(List.of(text), LineParser.words(LineParser.quote(text)));
            LineParser.words(text);
        });
    }

    @Test
    void jsonPaths() {
        Fuzz.texts(
                "jsonpath",
                text -> JsonPath.parse(text)
                        .in(JsonTree.read(
                                "{\"items\":[{\"metadata\":{\"name\":\"a\"},\"n\":7}],\"a\":{\"b\":[1,2]}}")));
    }

    @Test
    void values() {
        List<Fuzz.Reading> readers = List.of(
                Durations::parse,
                LogsRequest::of,
                Waves::parse,
                NotificationTarget::parse,
                RevisionRange::parse,
                WorkloadRef::parse,
                Template::parse,
                PlannedFault::parse,
                RequestMatch::parse,
                RouteChoice::parse,
                BuildSecret::parse,
                text -> BuildArgument.parse(text, Map.of("A", "b")),
                ProxyAddress::parse);
        readers.forEach(reader -> Fuzz.texts("value", reader, IllegalArgumentException.class));
    }
}
