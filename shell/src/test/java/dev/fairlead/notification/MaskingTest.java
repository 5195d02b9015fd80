package dev.fairlead.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are written in two parts, so that no scanner of this repository takes them for real ones. */
final class MaskingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            password=hunter2 and more                         | password=*** and more
            DB_PASSWORD=hunter2, next                         | DB_PASSWORD=***, next
            {"password": "hun\\"ter2", "user": "ann"}         | {"password": ***, "user": "ann"}
            msg="{\\"token\\":\\"abc\\",\\"n\\":1}"           | msg="{\\"token\\":***,\\"n\\":1}"
            password: hunter2                                 | password: ***
            spring.datasource.password = hunter2              | spring.datasource.password = ***
            pwd='a b c' ok                                    | pwd=*** ok
            run --password hunter2 --verbose                  | run --password *** --verbose
            run --api-key=k123 -v                             | run --api-key=*** -v
            :secret=>"x"                                      | :secret=>***
            Authorization: Bearer abc.def                     | Authorization: Bearer ***
            authorization: Basic ZGV2OnBhc3M=                 | authorization: Basic ***
            {"Authorization":"token abc"}                     | {"Authorization":"token ***"}
            -H 'Authorization: opaque' http://web             | -H 'Authorization: ***' http://web
            sent Bearer abcdefghijkl0123 to web               | sent Bearer *** to web
            Set-Cookie: sid=abc; Path=/                       | Set-Cookie: ***
            X-Auth-Token: abc                                 | X-Auth-Token: ***
            postgres://app:s3cr:et@db:5432/shop               | postgres://***@db:5432/shop
            dial https://u:p@host/path failed                 | dial https://***@host/path failed
            GET /x?access_token=abc&page=2                    | GET /x?access_token=***&page=2
            https://qyapi.weixin.qq.com/s?key=abc-1           | https://qyapi.weixin.qq.com/s?key=***
            https://hooks.slack.com/services/T0/B0/x ok       | https://hooks.slack.com/*** ok
            AccountKey=abc/def+1==;Endpoint=x                 | AccountKey=***;Endpoint=x
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG     | aws_secret_access_key = ***
            """)
    void whatLooksLikeACredentialIsMasked(String text, String masked) {
        assertEquals(masked, Masking.text(text));
    }

    @ParameterizedTest
    @CsvSource({
        "AKIA,IOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9,.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "ghp_,abcdefghijklmnopqrstuvwxyz0123456789",
        "glpat-,abcdefghijklmnopqrst",
        "xoxb-,123456789012-abcdef",
        "LTAI,5tAbCdEfGhIjKlMn",
    })
    void aTokenOfAWellKnownKindIsMaskedWhereverItStands(String head, String tail) {
        assertEquals("got *** from env", Masking.text("got " + head + tail + " from env"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 pods cannot pull 127.0.0.1:5000/team/web:v9: no such tag",
                "secret \"web-token\" not found",
                "MountVolume.SetUp failed for volume \"web-token\" : secret \"web-token\" not found",
                "couldn't find key password in Secret shop/web",
                "rollout undo deployment/web -n shop",
                "kept by finalizer a/b; has 30 s to end",
                "http://web:8080/healthz answered 500",
                "image team/web@sha256:e935ee1f17df07e6a4e9da2583ffaf89ff9b6caf74f78995a67983e8691916f7",
                "basic auth is off; the bearer is unknown",
                "secretName: web, imagePullSecrets: 1",
            })
    void whatAClusterSaysStaysReadable(String text) {
        assertEquals(text, Masking.text(text));
    }

    @Test
    void aPrivateKeyIsMaskedAcrossLines() {
        List<String> log =
                List.of("before", "-----BEGIN RSA PRIVATE KEY-----", "MIIE", "-----END RSA PRIVATE KEY-----", "after");
        assertEquals(List.of("before", "***", "after"), Masking.lines(log));
    }

    @Test
    void aKeyThatIsCutOffIsMaskedToTheEnd() {
        assertEquals("x\n***", Masking.text("x\n-----BEGIN PRIVATE KEY-----\nMIIE\nAAAA"));
    }

    @Test
    void aLongValueIsMaskedToo() {
        assertEquals("token: *** end", Masking.text("token: \"" + "a\\\"".repeat(50_000) + "\" end"));
    }

    @Test
    void ofAUrlTheHostIsKept() {
        assertEquals(
                "https://hooks.example:8443/***", Masking.url(URI.create("https://u:p@hooks.example:8443/a/b?c=d#e")));
    }
}
