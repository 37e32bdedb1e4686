package dev.morph.component.abi;

import dev.morph.engine.api.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code record}, {@code tuple}, and the parameters of a function: values one after the other. */
final class RecordCodec extends Codec {
  private final Codec[] fields;
  private final int[] offsets;
  private final int[] lanesAt;

  private RecordCodec(
      Codec[] fields,
      int[] offsets,
      int[] lanesAt,
      int size,
      int alignment,
      List<ValueType> flat,
      boolean points,
      Place place) {
    super(place, size, alignment, flat, points);
    this.fields = fields;
    this.offsets = offsets;
    this.lanesAt = lanesAt;
  }

  static RecordCodec ofFields(List<WitType.Field> fields, Place place) {
    Codec[] codecs = new Codec[fields.size()];
    for (int i = 0; i < codecs.length; i++) {
      WitType.Field field = fields.get(i);
      codecs[i] = of(field.type(), place.child(field.name()));
    }
    return of(codecs, place);
  }

  static RecordCodec ofTuple(WitType.Tuple tuple, Place place) {
    Codec[] codecs = new Codec[tuple.elements().size()];
    for (int i = 0; i < codecs.length; i++) {
      codecs[i] = of(tuple.elements().get(i), place.child(Integer.toString(i)));
    }
    return of(codecs, place);
  }

  private static RecordCodec of(Codec[] fields, Place place) {
    int[] offsets = new int[fields.length];
    int[] lanesAt = new int[fields.length];
    List<ValueType> flat = new ArrayList<>();
    int offset = 0;
    int alignment = 1;
    boolean points = false;
    for (int i = 0; i < fields.length; i++) {
      Codec field = fields[i];
      offsets[i] = align(offset, field.alignment);
      offset = Math.addExact(offsets[i], field.size);
      alignment = Math.max(alignment, field.alignment);
      lanesAt[i] = flat.size();
      flat.addAll(field.flat);
      points |= field.points;
    }
    return new RecordCodec(
        fields,
        offsets,
        lanesAt,
        align(offset, alignment),
        alignment,
        List.copyOf(flat),
        points,
        place);
  }

  /** All values, for the body of a host function. */
  Object[] loadAll(GuestMemory guest, long address) {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = fields[i].load(guest, address + offsets[i]);
    }
    return values;
  }

  /** As {@link #loadAll}, from lanes. */
  Object[] liftAll(GuestMemory guest, long[] lanes, int at) {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = fields[i].lift(guest, lanes, at + lanesAt[i]);
    }
    return values;
  }

  @Override
  Object load(GuestMemory guest, long address) {
    return Collections.unmodifiableList(Arrays.asList(loadAll(guest, address)));
  }

  @Override
  Object lift(GuestMemory guest, long[] lanes, int at) {
    return Collections.unmodifiableList(Arrays.asList(liftAll(guest, lanes, at)));
  }

  @Override
  void store(GuestMemory guest, Object value, long address) {
    List<?> values = values(value);
    for (int i = 0; i < fields.length; i++) {
      fields[i].store(guest, values.get(i), address + offsets[i]);
    }
  }

  @Override
  void lower(GuestMemory guest, Object value, long[] lanes, int at) {
    List<?> values = values(value);
    for (int i = 0; i < fields.length; i++) {
      fields[i].lower(guest, values.get(i), lanes, at + lanesAt[i]);
    }
  }

  private List<?> values(Object value) {
    if (value instanceof List<?> values && values.size() == fields.length) {
      return values;
    }
    throw misfit(value, "a List of " + fields.length + " values");
  }
}
