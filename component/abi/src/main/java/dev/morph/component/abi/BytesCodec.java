package dev.morph.component.abi;

/** {@code list<u8>} as a byte array, copied as a whole. */
final class BytesCodec extends PointerCodec {
  BytesCodec(Place place) {
    super(place);
  }

  @Override
  Object read(GuestMemory guest, long address, long count) {
    guest.checkContent(place, "a list<u8>", address, count, 1);
    return guest.memory().read(address, (int) count);
  }

  @Override
  long write(GuestMemory guest, Object value) {
    if (!(value instanceof byte[] bytes)) {
      throw misfit(value, "a byte[]");
    }
    return write(guest, place, "a list<u8>", bytes);
  }

  static long write(GuestMemory guest, Place place, String what, byte[] bytes) {
    guest.checkLength(place, what, bytes.length);
    long address = guest.allocate(place, bytes.length, 1);
    guest.memory().write(address, bytes, 0, bytes.length);
    return pair(address, bytes.length);
  }
}
