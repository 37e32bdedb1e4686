package dev.morph.base.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object: an immutable map over two arrays, in the order of the document. Few
 * members are found by comparing each; more have an index, a {@link HashMap} because its buckets
 * stay fast where names were chosen to collide.
 */
final class Members extends AbstractMap<String, JsonValue> {
  /** Up to so many members are searched one by one. */
  static final int LINEAR = 8;

  private final String[] names;
  private final JsonValue[] values;
  private final @Nullable HashMap<String, Integer> index;

  /**
   * Takes what it is given, without a copy.
   *
   * @param names unique
   * @param index position by name; may be null up to {@link #LINEAR} members
   */
  Members(String[] names, JsonValue[] values, @Nullable HashMap<String, Integer> index) {
    this.names = names;
    this.values = values;
    this.index = index;
  }

  /** The same members, copied unless they are immutable already. */
  static Members copyOf(Map<String, JsonValue> map) {
    if (map instanceof Members members) {
      return members;
    }
    String[] names = new String[map.size()];
    JsonValue[] values = new JsonValue[names.length];
    HashMap<String, Integer> index = names.length > LINEAR ? new HashMap<>() : null;
    int i = 0;
    for (Map.Entry<String, JsonValue> entry : map.entrySet()) {
      names[i] = Objects.requireNonNull(entry.getKey(), "name");
      values[i] = Objects.requireNonNull(entry.getValue(), "value");
      if (index != null) {
        index.put(names[i], i);
      }
      i++;
    }
    return new Members(names, values, index);
  }

  String name(int position) {
    return names[position];
  }

  JsonValue value(int position) {
    return values[position];
  }

  private int find(Object name) {
    if (index != null) {
      Integer position = index.get(name);
      return position == null ? -1 : position;
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public @Nullable JsonValue get(Object name) {
    int position = find(name);
    return position < 0 ? null : values[position];
  }

  @Override
  public boolean containsKey(Object name) {
    return find(name) >= 0;
  }

  @Override
  public Set<Map.Entry<String, JsonValue>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, JsonValue>> {
    @Override
    public int size() {
      return names.length;
    }

    @Override
    public Iterator<Map.Entry<String, JsonValue>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < names.length;
        }

        @Override
        public Map.Entry<String, JsonValue> next() {
          if (next >= names.length) {
            throw new NoSuchElementException();
          }
          int i = next++;
          return new SimpleImmutableEntry<>(names[i], values[i]);
        }
      };
    }
  }
}
