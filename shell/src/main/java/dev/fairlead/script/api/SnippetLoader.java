package dev.fairlead.script.api;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** Defines the classes of one session's snippets. */
public final class SnippetLoader extends ClassLoader implements LoaderDelegate {
    private final SnippetScope scope;
    private final Map<String, byte[]> declared = new ConcurrentHashMap<>();

    public SnippetLoader(SnippetScope scope) {
        super("snippets", SnippetLoader.class.getClassLoader());
        this.scope = scope;
    }

    /** @param classes what was loaded before, to be defined when it is first used */
    public SnippetLoader(SnippetScope scope, Map<String, byte[]> classes) {
        this(scope);
        declared.putAll(classes);
    }

    public SnippetScope scope() {
        return scope;
    }

    /** The bytes of all classes so far, by name. */
    public Map<String, byte[]> declared() {
        return Collections.unmodifiableMap(declared);
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        boolean[] loaded = new boolean[classes.length];
        for (ClassBytecodes one : classes) {
            declared.put(one.name(), one.bytecodes());
        }
        for (int i = 0; i < classes.length; i++) {
            try {
                // A class that does not link is to be refused now, not when it is first used.
                loaded[i] = loadClass(classes[i].name()).getDeclaredMethods() != null;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(e.toString(), loaded);
            }
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] bytes = declared.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** JShell wraps a snippet into a new class instead. */
    @Override
    public void classesRedefined(ClassBytecodes[] classes) {}

    @Override
    public void addToClasspath(String path) throws InternalException {
        throw new InternalException("the class path of snippets is fairlead's own");
    }
}
