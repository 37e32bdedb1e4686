package dev.morph.ir.evaluate;

import dev.morph.ir.Name;
import dev.morph.morphir.sdk.Composite;
import dev.morph.morphir.sdk.Equality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record: fields with their values, in order. Immutable, safe to share. */
public final class RecordValue implements Composite {
  private final Names names;
  private final Object[] values;

  RecordValue(Names names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /** A record of these fields, in the order of the map. */
  public static RecordValue of(Map<Name, Object> fields) {
    return new RecordValue(
        new Names(fields.keySet().toArray(Name[]::new)), fields.values().toArray());
  }

  /** The names of the fields, in order. */
  public List<Name> names() {
    return List.of(names.all);
  }

  /** The value of a field; null if there is none of the name. */
  public @Nullable Object get(Name name) {
    int index = names.indexOf(name);
    return index < 0 ? null : values[index];
  }

  /** The fields, in order. */
  public Map<Name, Object> fields() {
    Map<Name, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      fields.put(names.all[i], values[i]);
    }
    return fields;
  }

  Names shape() {
    return names;
  }

  Object at(int index) {
    return values[index];
  }

  RecordValue with(int[] indexes, Object[] replaced) {
    Object[] copy = values.clone();
    for (int i = 0; i < indexes.length; i++) {
      copy[indexes[i]] = replaced[i];
    }
    return new RecordValue(names, copy);
  }

  /** The values of the fields, in the order of their names: the same for each record of a type. */
  @Override
  public List<?> parts() {
    List<Object> parts = new ArrayList<>(values.length);
    for (int index : names.sorted()) {
      parts.add(values[index]);
    }
    return parts;
  }

  /** True if both have the same fields, in any order, with values that are equal as in the IR. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RecordValue that
        && names.areThoseOf(that.names)
        && Equality.equal(this, that);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Name name : names.all) {
      hash += name.hashCode();
    }
    return hash;
  }

  /** The value as Elm writes it. */
  @Override
  public String toString() {
    return ValueText.of(this);
  }

  /** The names of a record's fields, which records that are made at one place share. */
  static final class Names {
    private final Name[] all;
    private final int[] sorted;

    Names(Name[] all) {
      this.all = all;
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < all.length; i++) {
        order.add(i);
      }
      order.sort((a, b) -> all[a].compareTo(all[b]));
      this.sorted = order.stream().mapToInt(Integer::intValue).toArray();
    }

    int[] sorted() {
      return sorted;
    }

    boolean areThoseOf(Names other) {
      if (this == other) {
        return true;
      }
      boolean same = all.length == other.all.length;
      for (int i = 0; i < all.length && same; i++) {
        same = all[sorted[i]].equals(other.all[other.sorted[i]]);
      }
      return same;
    }

    @SuppressWarnings("ReferenceEquality") // most names are the same object; else they are compared
    int indexOf(Name name) {
      for (int i = 0; i < all.length; i++) {
        if (all[i] == name) {
          return i;
        }
      }
      return Arrays.asList(all).indexOf(name);
    }

    int size() {
      return all.length;
    }

    Name at(int index) {
      return all[index];
    }
  }
}
