package dev.morph.component.abi;

import dev.morph.engine.api.Memory;
import dev.morph.engine.api.ValueType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code flags} as a bit set of 1, 2 or 4 bytes; bits without a label mean nothing. */
final class FlagsCodec extends Codec {
  private final List<String> labels;

  FlagsCodec(WitType.Flags type, Place place) {
    super(
        place,
        size(type.labels().size()),
        size(type.labels().size()),
        List.of(ValueType.I32),
        false);
    this.labels = type.labels();
  }

  private static int size(int labels) {
    return labels <= 8 ? 1 : labels <= 16 ? 2 : 4;
  }

  @Override
  Object load(GuestMemory guest, long address) {
    Memory memory = guest.memory();
    return value(
        switch (size) {
          case 1 -> memory.getByte(address);
          case 2 -> memory.getShort(address);
          default -> memory.getInt(address);
        });
  }

  @Override
  Object lift(GuestMemory guest, long[] lanes, int at) {
    return value((int) lanes[at]);
  }

  private Set<String> value(int bits) {
    Set<String> set = new LinkedHashSet<>();
    for (int i = 0; i < labels.size(); i++) {
      if ((bits >>> i & 1) != 0) {
        set.add(labels.get(i));
      }
    }
    return Collections.unmodifiableSet(set);
  }

  @Override
  void store(GuestMemory guest, Object value, long address) {
    int bits = bits(value);
    Memory memory = guest.memory();
    switch (size) {
      case 1 -> memory.putByte(address, (byte) bits);
      case 2 -> memory.putShort(address, (short) bits);
      default -> memory.putInt(address, bits);
    }
  }

  @Override
  void lower(GuestMemory guest, Object value, long[] lanes, int at) {
    lanes[at] = bits(value) & 0xFFFF_FFFFL;
  }

  private int bits(Object value) {
    if (!(value instanceof Set<?> set)) {
      throw misfit(value, "a Set of String");
    }
    int bits = 0;
    for (Object label : set) {
      int index = label instanceof String name ? labels.indexOf(name) : -1;
      if (index < 0) {
        throw misfit(value, "a Set of labels of " + labels);
      }
      bits |= 1 << index;
    }
    return bits;
  }
}
