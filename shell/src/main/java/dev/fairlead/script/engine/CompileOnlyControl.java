package dev.fairlead.script.engine;

import dev.fairlead.script.api.SnippetLoader;
import jdk.jshell.spi.ExecutionControl;

/** Takes what was compiled and runs none of it. */
public final class CompileOnlyControl extends SnippetControl {
    public CompileOnlyControl(SnippetLoader loader) {
        super(loader, false);
    }

    @Override
    public void load(ExecutionControl.ClassBytecodes[] classes) {}

    @Override
    public String invoke(String className, String methodName) {
        return "";
    }

    @Override
    public String varValue(String className, String name) {
        return "";
    }
}
