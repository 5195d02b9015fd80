package dev.fairlead.script.source;

import dev.fairlead.script.ast.CompilerStack;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** A JShell that says where snippets end and runs none. */
public final class PieceAnalysis implements AutoCloseable {
    private final JShell shell =
            JShell.builder().executionEngine(new Nothing(), Map.of()).build();

    public CompletionInfo completion(String code) {
        return CompilerStack.within(() -> shell.sourceCodeAnalysis().analyzeCompletion(code));
    }

    @Override
    public void close() {
        shell.close();
    }

    private static final class Nothing implements ExecutionControlProvider {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return new LocalExecutionControl();
        }
    }
}
