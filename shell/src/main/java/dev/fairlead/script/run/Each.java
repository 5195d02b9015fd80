package dev.fairlead.script.run;

/**
 * What is done with each of several things.
 *
 * @param <E> what they are
 */
@FunctionalInterface
public interface Each<E> {
    void run(E element) throws Exception;
}
