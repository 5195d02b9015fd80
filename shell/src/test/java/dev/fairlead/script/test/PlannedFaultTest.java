package dev.fairlead.script.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlannedFaultTest {
    @Test
    void aFaultSaysWhomItStrikesAndWhen() {
        assertEquals(
                new PlannedFault(new Fault.ImagePull(), "deployment/web", "", true, ""),
                PlannedFault.parse("image-pull=deploy/web,next"));
        assertEquals(
                new PlannedFault(new Fault.Crash(), "", "shop", false, "Release > Push, then wait"),
                PlannedFault.parse("crash,in=shop,after=Release > Push, then wait"));
        assertEquals(
                new PlannedFault(new Fault.Slow(Duration.ofSeconds(5)), "statefulset/db", "", false, ""),
                PlannedFault.parse("slow=sts/db,for=5s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "crsh=deployment/web | no fault is called \"crsh\" | --fault crash=deployment/web",
                "crash=web | 'web' names no workload | ",
                "crash,for=5s | crash lasts to the end | --fault slow,for=30s",
                "api-down=deployment/web | down for everybody | --fault api-down,for=10s",
                "slow,for=long | 'long' is no duration | ",
                "crash,then | \"then\" is neither next, for=, in= nor after= | --fault image-pull=deployment/web,next"
            })
    void whatIsNoneIsToldWithWhatWouldBe(String typed, String why, String hint) {
        OpsException failure = assertThrows(OpsException.class, () -> PlannedFault.parse(typed));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertTrue(failure.message().contains(why), failure.message());
        assertEquals(hint == null ? List.of() : List.of(hint), failure.hints());
    }
}
