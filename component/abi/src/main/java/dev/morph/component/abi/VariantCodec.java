package dev.morph.component.abi;

import dev.morph.engine.api.Memory;
import dev.morph.engine.api.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code variant}, {@code enum}, {@code option} and {@code result}. */
final class VariantCodec extends Codec {
  private final VariantForm form;
  private final @Nullable Codec[] payloads;
  private final int discriminantSize;
  private final int payloadOffset;

  private VariantCodec(
      VariantForm form,
      @Nullable Codec[] payloads,
      int discriminantSize,
      int payloadOffset,
      int size,
      int alignment,
      List<ValueType> flat,
      boolean points,
      Place place) {
    super(place, size, alignment, flat, points);
    this.form = form;
    this.payloads = payloads;
    this.discriminantSize = discriminantSize;
    this.payloadOffset = payloadOffset;
  }

  static VariantCodec of(VariantForm form, Place place) {
    List<WitType.Case> cases = form.cases();
    @Nullable Codec[] payloads = new @Nullable Codec[cases.size()];
    List<ValueType> joined = new ArrayList<>(List.of(ValueType.I32));
    int largest = 0;
    int alignment = 1;
    boolean points = false;
    for (int i = 0; i < payloads.length; i++) {
      WitType.Case one = cases.get(i);
      WitType type = one.type();
      if (type != null) {
        Codec payload = of(type, place.child(one.name()));
        payloads[i] = payload;
        largest = Math.max(largest, payload.size);
        alignment = Math.max(alignment, payload.alignment);
        points |= payload.points;
        join(joined, payload.flat);
      }
    }
    int discriminantSize = discriminantSize(payloads.length);
    int payloadOffset = align(discriminantSize, alignment);
    alignment = Math.max(alignment, discriminantSize);
    int size = align(Math.addExact(payloadOffset, largest), alignment);
    return new VariantCodec(
        form,
        payloads,
        discriminantSize,
        payloadOffset,
        size,
        alignment,
        List.copyOf(joined),
        points,
        place);
  }

  private static int discriminantSize(int cases) {
    return cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
  }

  /** Joins a case's flat types to those of the cases before; index 0 is the discriminant. */
  private static void join(List<ValueType> joined, List<ValueType> flat) {
    for (int i = 0; i < flat.size(); i++) {
      if (i + 1 == joined.size()) {
        joined.add(flat.get(i));
      } else {
        joined.set(i + 1, join(joined.get(i + 1), flat.get(i)));
      }
    }
  }

  private static ValueType join(ValueType a, ValueType b) {
    if (a == b) {
      return a;
    }
    boolean narrow =
        (a == ValueType.I32 || a == ValueType.F32) && (b == ValueType.I32 || b == ValueType.F32);
    return narrow ? ValueType.I32 : ValueType.I64;
  }

  @Override
  Object load(GuestMemory guest, long address) {
    Memory memory = guest.memory();
    int discriminant =
        checked(
            guest,
            switch (discriminantSize) {
              case 1 -> memory.getByte(address) & 0xFF;
              case 2 -> memory.getShort(address) & 0xFFFF;
              default -> memory.getInt(address) & 0xFFFF_FFFFL;
            });
    Codec payload = payloads[discriminant];
    return form.value(
        discriminant, payload == null ? null : payload.load(guest, address + payloadOffset));
  }

  @Override
  Object lift(GuestMemory guest, long[] lanes, int at) {
    int discriminant = checked(guest, lanes[at] & 0xFFFF_FFFFL);
    Codec payload = payloads[discriminant];
    return form.value(discriminant, payload == null ? null : payload.lift(guest, lanes, at + 1));
  }

  private int checked(GuestMemory guest, long discriminant) {
    if (discriminant >= payloads.length) {
      throw guest.fault(
          place,
          "the discriminant " + discriminant + ", expected is 0 to " + (payloads.length - 1));
    }
    return (int) discriminant;
  }

  @Override
  void store(GuestMemory guest, Object value, long address) {
    int discriminant = discriminant(value);
    Memory memory = guest.memory();
    switch (discriminantSize) {
      case 1 -> memory.putByte(address, (byte) discriminant);
      case 2 -> memory.putShort(address, (short) discriminant);
      default -> memory.putInt(address, discriminant);
    }
    Codec payload = payloads[discriminant];
    if (payload != null) {
      payload.store(guest, payload(value), address + payloadOffset);
    }
  }

  @Override
  void lower(GuestMemory guest, Object value, long[] lanes, int at) {
    int discriminant = discriminant(value);
    lanes[at] = discriminant;
    Codec payload = payloads[discriminant];
    int used = 1;
    if (payload != null) {
      payload.lower(guest, payload(value), lanes, at + 1);
      used += payload.flat.size();
    }
    for (int i = used; i < flat.size(); i++) {
      lanes[at + i] = 0;
    }
  }

  private int discriminant(Object value) {
    int discriminant = form.discriminant(value);
    if (discriminant < 0) {
      throw misfit(value, form.expected());
    }
    return discriminant;
  }

  private Object payload(Object value) {
    Object payload = form.payload(value);
    if (payload == null) {
      throw misfit(value, "a case with its payload");
    }
    return payload;
  }
}
