package dev.fairlead.script.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.ast.SnippetSource;
import dev.fairlead.script.ast.SourcePosition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JobWordsTest {
    @Test
    void aSecretsValueStandsInNoArgument() {
        ScriptTree tree = ScriptTree.of(List.of(new SnippetSource(
                "var t = param(\"api-token\").secret().value();",
                offset -> new SourcePosition("test", 1, offset + 1, ""))));
        JobWords joined = JobWords.of(List.of("--api-token=s3cr3t", "--tag", "v1", "$(PATH)"), tree.asked());
        assertEquals(List.of("--api-token=$(SECRET_API_TOKEN)", "--tag", "v1", "$$(PATH)"), joined.words());
        assertEquals(Map.of("SECRET_API_TOKEN", "s3cr3t"), joined.secrets());
        JobWords apart = JobWords.of(List.of("--api-token", "s3cr3t", "--tag=v1"), tree.asked());
        assertEquals(List.of("--api-token=$(SECRET_API_TOKEN)", "--tag=v1"), apart.words());
        assertEquals(joined.secrets(), apart.secrets());
        assertEquals(
                List.of("--api-token"),
                JobWords.of(List.of("--api-token"), tree.asked()).words());
    }
}
