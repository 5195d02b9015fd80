package dev.fairlead.render;

import java.util.AbstractList;
import java.util.List;

/**
 * What was asked of every namespace: a list as any other, whose table says the namespace.
 *
 * @param <T> what each is
 */
final class AllNamespaces<T> extends AbstractList<T> {
    private final List<T> all;

    /** Keeps the order. */
    AllNamespaces(List<T> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public T get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
