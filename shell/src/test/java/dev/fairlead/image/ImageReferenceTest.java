package dev.fairlead.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "busybox                        | docker.io      | library/busybox  |       | busybox",
                "busybox:1.35                   | docker.io      | library/busybox  | 1.35  | busybox:1.35",
                "team/web                       | docker.io      | team/web         |       | team/web",
                "docker.io/busybox              | docker.io      | library/busybox  |       | busybox",
                "docker.io/library/busybox:1    | docker.io      | library/busybox  | 1     | busybox:1",
                "index.docker.io/team/web       | docker.io      | team/web         |       | team/web",
                "library/busybox                | docker.io      | library/busybox  |       | busybox",
                "docker.io/library/a/b          | docker.io      | library/a/b      |       | library/a/b",
                "localhost/web                  | localhost      | web              |       | localhost/web",
                "localhost:5000/web:v1          | localhost:5000 | web              | v1    | localhost:5000/web:v1",
                "127.0.0.1:5000/team/hello:v1   | 127.0.0.1:5000 | team/hello       | v1    | 127.0.0.1:5000/team/hello:v1",
                "ghcr.io/a/b/c:T_1.x-y          | ghcr.io        | a/b/c            | T_1.x-y | ghcr.io/a/b/c:T_1.x-y",
                "[::1]:5000/x                   | [::1]:5000     | x                |       | [::1]:5000/x",
                "Registry/web                   | Registry       | web              |       | Registry/web",
                "a--b/c__d/e.f:1                | docker.io      | a--b/c__d/e.f    | 1     | a--b/c__d/e.f:1",
                "web:5000                       | docker.io      | library/web      | 5000  | web:5000",
                "web:Latest                     | docker.io      | library/web      | Latest | web:Latest",
            })
    void namesAreReadAsDockerReadsThem(String typed, String registry, String repository, String tag, String shown) {
        ImageReference reference = ImageReference.parse(typed);
        assertEquals(registry, reference.registry());
        assertEquals(repository, reference.repository());
        assertEquals(tag, reference.tag().orElse(null));
        assertEquals(shown, reference.toString());
        assertEquals(reference, ImageReference.parse(shown));
    }

    @Test
    void aDigestMayFollowNameOrTag() {
        ImageReference reference = ImageReference.parse("r:5000/a/b:v1@" + DIGEST);
        assertEquals("v1", reference.tag().orElseThrow());
        assertEquals(DIGEST, reference.digest().orElseThrow());
        assertEquals("r:5000/a/b:v1@" + DIGEST, reference.toString());
        assertEquals(
                "a@" + DIGEST, ImageReference.parse("a@" + DIGEST).orLatest().toString());
        assertEquals("a:latest", ImageReference.parse("a").orLatest().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Busybox                  | lower case; try \"busybox\"",
                "team/Web:v1              | lower case; try \"web\"",
                "team//web                | a part of the name is empty",
                "/web                     | a part of the name is empty",
                "web/                     | a part of the name is empty",
                "web:                     | the tag after \":\" is empty",
                "web:-v1                  | tag \"-v1\" may hold only",
                "web:a b                  | tag \"a b\" may hold only",
                "-web                     | \"-web\" may hold only",
                "a_-b                     | \"a_-b\" may hold only",
                "a..b                     | \"a..b\" may hold only",
                "web@sha256:abc           | is no digest",
                "web@                     | is no digest",
                "http://r/web             | \"http:\" is no registry host",
                "-r.io/web                | \"-r.io\" is no registry host",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | it is an image ID",
                "'  '                     | it is empty",
            })
    void whatIsWrongIsSaid(String typed, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(typed))
                .getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void namesAndTagsHaveALongestLength() {
        assertThrows(IllegalArgumentException.class, () -> ImageReference.parse("r.io/" + "a".repeat(251)));
        assertEquals(
                "a".repeat(128),
                ImageReference.parse("w:" + "a".repeat(128)).tag().orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> ImageReference.parse("w:" + "a".repeat(129)));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:5000,           127.0.0.1:5000",
        "localhost:5000,           localhost:5000",
        "registry.example.com:443, registry.example.com:443",
        "busybox:1,                ''",
        "busybox:35,               ''",
        "registry.example.com,     ''",
        "127.0.0.1:5000/hello,     ''",
        "127.0.0.1:5000/hello:1,   ''",
        "registry.example.com:v1,  ''",
    })
    void aRegistryInThePlaceOfARepositoryIsToldApart(String text, String registry) {
        assertEquals(registry, ImageReference.parse(text).registryAlone().orElse(""));
    }
}
