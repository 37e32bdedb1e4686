package dev.morph.engine.binary;

import dev.morph.engine.binary.CompositeType.Array;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.CompositeType.Struct;
import java.util.Arrays;
import java.util.List;

/**
 * A recursion group written as numbers such that two groups are the same type (core spec 3.3.4,
 * iso-recursive) if and only if the numbers are equal: references within the group count from its
 * start, those to types before it are canonical indices. Comparable, so that a map stays fast when
 * hash codes are made to collide.
 */
final class TypeGroupKey implements Comparable<TypeGroupKey> {
  /** Below all abstract heap types; a reference to the group's own n-th type is this minus n. */
  private static final int OWN = -1000;

  private final int start;
  private final TypeRules rules;
  private int[] numbers = new int[16];
  private int length;
  private int hash;

  private TypeGroupKey(int start, TypeRules rules) {
    this.start = start;
    this.rules = rules;
  }

  /** Of types whose indices were checked. */
  static TypeGroupKey of(List<DefinedType> group, int start, TypeRules rules) {
    var key = new TypeGroupKey(start, rules);
    key.add(group.size());
    group.forEach(key::add);
    key.numbers = Arrays.copyOf(key.numbers, key.length);
    key.hash = Arrays.hashCode(key.numbers);
    return key;
  }

  private void add(DefinedType type) {
    add(type.isFinal() ? 1 : 0);
    add(type.supertypes().size());
    type.supertypes().forEach(this::addHeap);
    switch (type.composite()) {
      case Function function -> {
        add(0);
        add(function.params().size());
        function.params().forEach(this::add);
        add(function.results().size());
        function.results().forEach(this::add);
      }
      case Struct struct -> {
        add(1);
        add(struct.fields().size());
        struct.fields().forEach(this::add);
      }
      case Array array -> {
        add(2);
        add(array.element());
      }
    }
  }

  private void add(FieldType field) {
    add(field.packedBytes() << 1 | (field.mutable() ? 1 : 0));
    add(field.type());
  }

  private void add(ValType type) {
    add(type.kind().ordinal() << 1 | (type.nullable() ? 1 : 0));
    if (type.isRef()) {
      addHeap(type.heap());
    }
  }

  private void addHeap(int heap) {
    add(heap >= start ? OWN - (heap - start) : heap >= 0 ? rules.canonical(heap) : heap);
  }

  private void add(int number) {
    if (length == numbers.length) {
      numbers = Arrays.copyOf(numbers, length * 2);
    }
    numbers[length++] = number;
  }

  @Override
  public int compareTo(TypeGroupKey other) {
    int order = Integer.compare(length, other.length);
    for (int i = 0; order == 0 && i < length; i++) {
      order = Integer.compare(numbers[i], other.numbers[i]);
    }
    return order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypeGroupKey key && Arrays.equals(numbers, key.numbers);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
