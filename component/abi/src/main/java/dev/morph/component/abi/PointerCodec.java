package dev.morph.component.abi;

import dev.morph.engine.api.Memory;
import dev.morph.engine.api.ValueType;
import java.util.List;

/** What is an address and a count, in memory and flat: strings and lists. */
abstract class PointerCodec extends Codec {
  private static final long LOW = 0xFFFF_FFFFL;
  private static final List<ValueType> FLAT = List.of(ValueType.I32, ValueType.I32);

  PointerCodec(Place place) {
    super(place, 8, 4, FLAT, true);
  }

  /** Reads the content; nothing of the address and the count was checked. */
  abstract Object read(GuestMemory guest, long address, long count);

  /** Lets the guest allocate and writes the content; address in the low half, count in the high. */
  abstract long write(GuestMemory guest, Object value);

  static long pair(long address, int count) {
    return address | (long) count << 32;
  }

  @Override
  final Object load(GuestMemory guest, long address) {
    Memory memory = guest.memory();
    return read(guest, memory.getInt(address) & LOW, memory.getInt(address + 4) & LOW);
  }

  @Override
  final Object lift(GuestMemory guest, long[] lanes, int at) {
    return read(guest, lanes[at] & LOW, lanes[at + 1] & LOW);
  }

  @Override
  final void store(GuestMemory guest, Object value, long address) {
    guest.memory().putLong(address, write(guest, value));
  }

  @Override
  final void lower(GuestMemory guest, Object value, long[] lanes, int at) {
    long pair = write(guest, value);
    lanes[at] = pair & LOW;
    lanes[at + 1] = pair >>> 32;
  }
}
