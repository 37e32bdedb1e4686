package dev.morph.ir.evaluate;

import dev.morph.ir.Name;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.Tuple3;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that make data and take it apart. */
final class DataNodes {
  private DataNodes() {}

  /** A constant. */
  static final class Known extends Node {
    private final Object value;

    Known(Object value) {
      this.value = value;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      return value;
    }
  }

  /** What has no value. */
  static final class Fail extends Node {
    private final Location at;
    private final EvaluationError error;
    private final String message;

    Fail(Location at, EvaluationError error, String message) {
      this.at = at;
      this.error = error;
      this.message = message;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      throw at.fault(error, message);
    }
  }

  /** A tuple of two elements or more. */
  static final class MakeTuple extends Node {
    private final Node[] elements;

    MakeTuple(Node[] elements) {
      this.elements = elements;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Object first = elements[0].eval(machine, frame);
      Object second = elements[1].eval(machine, frame);
      if (elements.length == 2) {
        return new Tuple2<>(first, second);
      }
      if (elements.length == 3) {
        return new Tuple3<>(first, second, elements[2].eval(machine, frame));
      }
      var all = new Object[elements.length];
      all[0] = first;
      all[1] = second;
      for (int i = 2; i < all.length; i++) {
        all[i] = elements[i].eval(machine, frame);
      }
      return Tuple.of(Arrays.asList(all));
    }
  }

  /** A list. */
  static final class Items extends Node {
    private final Node[] items;

    Items(Node[] items) {
      this.items = items;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      var values = new Object[items.length];
      for (int i = 0; i < items.length; i++) {
        values[i] = items[i].eval(machine, frame);
      }
      return List.of(values);
    }
  }

  /** A record. */
  static final class MakeRecord extends Node {
    private final RecordValue.Names names;
    private final Node[] fields;

    MakeRecord(Name[] names, Node[] fields) {
      this.names = new RecordValue.Names(names);
      this.fields = fields;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      var values = new Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        values[i] = fields[i].eval(machine, frame);
      }
      return new RecordValue(names, values);
    }
  }

  /** A field of a record; remembers where it was in the last one. */
  static final class FieldOf extends Node {
    private final Node target;
    private final FieldFunction field;

    FieldOf(Node target, FieldFunction field) {
      this.target = target;
      this.field = field;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      return field.of(target.eval(machine, frame));
    }
  }

  /** A record with some fields replaced. */
  static final class Update extends Node {
    private final Node target;
    private final Name[] names;
    private final Node[] fields;
    private final Location at;
    private @Nullable Places last;

    Update(Node target, Name[] names, Node[] fields, Location at) {
      this.target = target;
      this.names = names;
      this.fields = fields;
      this.at = at;
    }

    @Override
    Object eval(Machine machine, Object[] frame) {
      Object value = target.eval(machine, frame);
      if (!(value instanceof RecordValue record)) {
        throw FieldFunction.noRecord(value, at);
      }
      Places places = last;
      if (places == null || places.shape != record.shape()) {
        places = new Places(record.shape(), indexes(record));
        last = places;
      }
      var values = new Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        values[i] = fields[i].eval(machine, frame);
      }
      return record.with(places.indexes, values);
    }

    private int[] indexes(RecordValue record) {
      var indexes = new int[names.length];
      for (int i = 0; i < names.length; i++) {
        indexes[i] = record.shape().indexOf(names[i]);
        if (indexes[i] < 0) {
          throw FieldFunction.noField(record, names[i], at);
        }
      }
      return indexes;
    }

    /** Immutable, so that threads see all of it or none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Places(RecordValue.Names shape, int[] indexes) {}
  }
}
