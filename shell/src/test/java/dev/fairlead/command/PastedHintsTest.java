package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class PastedHintsTest {
    @Test
    void outsideThePromptALineIsBegunAsThisOneWas() {
        RootOptions options =
                RootOptions.parse("--kubeconfig", "my config", "--context", "dev", "-n", "shop", "rollout");
        UnaryOperator<String> hints = PastedHints.outside(() -> Set.of("rollout", "help"), options.start());
        assertEquals(
                "fairlead --kubeconfig 'my config' --context dev -n shop rollout undo deployment/web",
                hints.apply("rollout undo deployment/web"));
        assertEquals("kubectl get nodes", hints.apply("kubectl get nodes"));
        assertEquals("add --yes to the line", hints.apply("add --yes to the line"));
        assertEquals(
                "fairlead --sandbox", RootOptions.parse("--sandbox", "help").start());
        assertEquals("fairlead", RootOptions.parse("help").start());
    }

    @Test
    void atThePromptAnotherProgramIsRunByJava() {
        UnaryOperator<String> hints = PastedHints.atThePrompt();
        assertEquals("rollout undo deployment/web", hints.apply("rollout undo deployment/web"));
        assertEquals("sh(\"kubectl get pod -l \\\"a b\\\"\")", hints.apply("kubectl get pod -l \"a b\""));
    }
}
