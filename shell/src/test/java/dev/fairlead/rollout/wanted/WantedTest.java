package dev.fairlead.rollout.wanted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WantedTest {
    private static final String OBJECT = """
            metadata:
              name: web
              generation: 3
              labels: {app.kubernetes.io/name: web, empty: ''}
            spec:
              replicas: 2
              containers: [{name: app, image: a:1}, {name: side, image: a:1}]
            status:
              phase: Running
              observedGeneration: 3
              conditions:
              - {type: Available, status: 'True', reason: Enough}
              - {type: Ready, status: 'False', reason: NotYet, message: one is missing}
              - {type: Old, status: 'True', observedGeneration: 2}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            condition=Available                                                   > true  > Available is True (Enough)
            condition=available=true                                              > true  > Available is True (Enough)
            condition=Available=False                                             > false > Available is True (Enough)
            condition=Ready                                                       > false > Ready is False (NotYet: one is missing)
            condition=Ready=False                                                 > true  > Ready is False (NotYet: one is missing)
            condition=Old                                                         > false > Old is True, of an older generation
            condition=Nonsense                                                    > false > Nonsense is not among its conditions
            jsonpath={.status.phase}=Running                                      > true  > .status.phase is Running
            jsonpath=.status.phase=Running                                        > true  > .status.phase is Running
            jsonpath=status.phase=Pending                                         > false > .status.phase is Running
            jsonpath={.spec.replicas}=2                                           > true  > .spec.replicas is 2
            jsonpath={.spec.replicas}                                             > true  > .spec.replicas is 2
            jsonpath={.spec.paused}                                               > false > .spec.paused is not set
            jsonpath={.spec.containers[1].name}=side                              > true  > .spec.containers[1].name is side
            jsonpath={.spec.containers[-2].name}=side                             > false > .spec.containers[-2].name is app
            jsonpath={.spec.containers[*].image}=a:1                              > true  > .spec.containers[*].image is a:1, a:1
            jsonpath={.spec.containers[*].name}=app                               > false > .spec.containers[*].name is app, side
            jsonpath={.metadata.labels['app.kubernetes.io/name']}=web             > true  > .metadata.labels['app.kubernetes.io/name'] is web
            jsonpath={.metadata.labels.app\\.kubernetes\\.io/name}=web            > true  > .metadata.labels.app\\.kubernetes\\.io/name is web
            jsonpath={.metadata.labels.empty}=                                    > true  > .metadata.labels.empty is ''
            jsonpath={.status.conditions[?(@.type=="Ready")].status}=False        > true  > .status.conditions[?(@.type=="Ready")].status is False
            jsonpath={.status.conditions[?(@.type!='Ready')].status}=True         > true  > .status.conditions[?(@.type!='Ready')].status is True, True
            jsonpath={.spec.containers[0:1].name}=app                             > true  > .spec.containers[0:1].name is app
            jsonpath={.spec..image}=a:1                                           > true  > .spec..image is a:1, a:1
            create                                                                > true  > there
            delete                                                                > false > is there, and nobody deletes it
            """)
    void isJudgedByTheObjectAlone(String text, boolean reached, String value) throws IOException {
        Wanted.Answer answer = Wanted.parse(text).of(object(OBJECT));
        assertEquals(value + " " + reached, answer.value() + " " + answer.reached());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ready",
                "condition",
                "condition=",
                "current=yes",
                "jsonpath=",
                "jsonpath={}",
                "jsonpath={.a}{.b}=1",
                "jsonpath={.a"
            })
    void whatIsNotUnderstoodIsAUsageError(String text) {
        OpsException failed = assertThrows(OpsException.class, () -> Wanted.parse(text));
        assertEquals(FailureKind.USAGE, failed.kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "current",
                "create",
                "delete",
                "condition=Available",
                "condition=Ready=False",
                "jsonpath={.status.phase}=Running",
                "jsonpath={.status.phase}"
            })
    void readsWhatItWrites(String text) {
        assertEquals(text, Wanted.parse(text).toString());
    }

    @Test
    void onlyWhatAHealthyWorkloadHasIsHopelessOnceItFailed() {
        assertEquals(true, Wanted.parse("condition=Available").needsHealth());
        assertEquals(true, Wanted.parse("condition=complete=true").needsHealth());
        assertEquals(false, Wanted.parse("condition=Failed").needsHealth());
        assertEquals(false, Wanted.parse("condition=Ready=False").needsHealth());
        assertEquals(false, Wanted.parse("jsonpath={.status.phase}=Failed").needsHealth());
    }

    private static JsonNode object(String yaml) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }
}
