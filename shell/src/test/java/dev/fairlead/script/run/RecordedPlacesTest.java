package dev.fairlead.script.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.journal.ChangePlace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a recorded step has changed something, as this and as older versions write it. */
final class RecordedPlacesTest {
    @ParameterizedTest
    @CsvSource({"arn:aws:eks/team/prod, web, arn:aws:eks/team/prod/web", "kind, default, kind/default", "kind, '', kind"
    })
    void aPlaceOnACluster(String context, String namespace, String text) throws Exception {
        ChangePlace place = ChangePlace.in(context, namespace);
        assertEquals(text, place.toString());
        String more = ",\"context\":\"%s\",\"namespace\":\"%s\"".formatted(context, namespace);
        assertEquals(place, read("deploy", text, more));
    }

    /** Older journals have the text alone. */
    @ParameterizedTest
    @CsvSource({"team/prod/web, team/prod, web", "kind/default, kind, default", "kind, kind, ''"})
    void anOlderPlaceOnACluster(String text, String context, String namespace) throws Exception {
        assertEquals(ChangePlace.in(context, namespace), read("apply", text, ""));
    }

    @ParameterizedTest
    @CsvSource({"push, 127.0.0.1:5000", "build, sandbox", "tag, unix:///var/run/docker.sock"})
    void aPlaceElsewhere(String action, String text) throws Exception {
        assertEquals(ChangePlace.named(text), read(action, text, ""));
    }

    private static ChangePlace read(String action, String place, String more) throws JsonProcessingException {
        String line = "{\"seen\":[{\"place\":\"%s\"%s,\"action\":\"%s\",\"target\":\"a/b\",\"identity\":\"x\"}]}"
                .formatted(place, more, action);
        return RecordedRun.seen(new ObjectMapper().readTree(line)).get(0).place();
    }
}
