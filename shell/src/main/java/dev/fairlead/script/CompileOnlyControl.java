package dev.fairlead.script;

import jdk.jshell.spi.ExecutionControl;

/** Takes what was compiled and runs none of it. */
final class CompileOnlyControl extends SnippetControl {
    CompileOnlyControl(SnippetLoader loader) {
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
