package dev.fairlead.script.run;

/**
 * What is done with each of several things.
 *
 * @param <E> what they are
 */
@FunctionalInterface
public interface ForEachAction<E> {
    void run(E element) throws Exception;
}
