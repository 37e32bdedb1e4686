package dev.morph.morphir.sdk;

import java.util.AbstractSequentialList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A linked list that shares its tail: an item in front, the first item, the rest and the size take
 * constant time, the n-th item takes n steps. Immutable, safe to share.
 */
final class Chain<A> extends AbstractSequentialList<A> {
  private static final Chain<?> EMPTY = new Chain<>(null, null, 0);

  private final @Nullable A head;
  private final @Nullable Chain<A> tail;
  private final int size;

  private Chain(@Nullable A head, @Nullable Chain<A> tail, int size) {
    this.head = head;
    this.tail = tail;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  static <A> Chain<A> empty() {
    return (Chain<A>) EMPTY;
  }

  static <A> Chain<A> cons(A head, List<A> tail) {
    Chain<A> rest = of(tail);
    return new Chain<>(head, rest, Math.addExact(rest.size, 1));
  }

  /** The list itself if it is one, else a copy. */
  static <A> Chain<A> of(List<A> list) {
    return list instanceof Chain<A> chain ? chain : new Builder<A>().addAll(list).build();
  }

  A head() {
    if (head == null) {
      throw new NoSuchElementException("an empty list has no first item");
    }
    return head;
  }

  Chain<A> tail() {
    if (tail == null) {
      throw new NoSuchElementException("an empty list has no rest");
    }
    return tail;
  }

  @Override
  public A get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("no item " + index + " in a list of " + size);
    }
    return drop(index).head();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<A> iterator() {
    return new Walk<>(this);
  }

  @Override
  public ListIterator<A> listIterator(int index) {
    if (index < 0 || index > size) {
      throw new IndexOutOfBoundsException("no place " + index + " in a list of " + size);
    }
    return new Places<>(this, index);
  }

  /** The list without its first items; n is 0 to the size. */
  Chain<A> drop(int n) {
    Chain<A> rest = this;
    for (int i = 0; i < n; i++) {
      rest = rest.tail();
    }
    return rest;
  }

  private static final class Walk<A> implements Iterator<A> {
    private Chain<A> rest;

    Walk(Chain<A> chain) {
      rest = chain;
    }

    @Override
    public boolean hasNext() {
      return rest.size > 0;
    }

    @Override
    public A next() {
      A item = rest.head();
      rest = rest.tail();
      return item;
    }
  }

  private static final class Places<A> implements ListIterator<A> {
    private final Chain<A> chain;
    private Chain<A> rest;
    private int index;

    Places(Chain<A> chain, int index) {
      this.chain = chain;
      this.index = index;
      rest = chain.drop(index);
    }

    @Override
    public boolean hasNext() {
      return rest.size > 0;
    }

    @Override
    public A next() {
      A item = rest.head();
      rest = rest.tail();
      index++;
      return item;
    }

    @Override
    public boolean hasPrevious() {
      return index > 0;
    }

    @Override
    public A previous() {
      if (index == 0) {
        throw new NoSuchElementException("there is nothing before the first item");
      }
      rest = chain.drop(--index);
      return rest.head();
    }

    @Override
    public int nextIndex() {
      return index;
    }

    @Override
    public int previousIndex() {
      return index - 1;
    }

    @Override
    public void remove() {
      throw new UnsupportedOperationException("the list cannot be changed");
    }

    @Override
    public void set(A item) {
      throw new UnsupportedOperationException("the list cannot be changed");
    }

    @Override
    public void add(A item) {
      throw new UnsupportedOperationException("the list cannot be changed");
    }
  }

  /** Builds a list from its first item on. Not safe to share. */
  static final class Builder<A> {
    private final List<A> items = new ArrayList<>();

    Builder<A> add(A item) {
      items.add(item);
      return this;
    }

    Builder<A> addAll(Iterable<A> more) {
      for (A item : more) {
        items.add(item);
      }
      return this;
    }

    Chain<A> build() {
      return build(empty());
    }

    /** The items, then those of a list, which is shared. */
    Chain<A> build(Chain<A> rest) {
      Chain<A> chain = rest;
      for (int i = items.size() - 1; i >= 0; i--) {
        chain = cons(items.get(i), chain);
      }
      return chain;
    }
  }
}
