package dev.morph.component.abi;

import java.nio.charset.StandardCharsets;

/** {@code string} in UTF-8. */
final class StringCodec extends PointerCodec {
  StringCodec(Place place) {
    super(place);
  }

  @Override
  Object read(GuestMemory guest, long address, long count) {
    guest.checkContent(place, "a string", address, count, 1);
    if (count == 0) {
      return "";
    }
    byte[] bytes = guest.memory().read(address, (int) count);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int fault = Utf8.firstFault(text, bytes);
    if (fault >= 0) {
      throw guest.fault(
          place,
          "a string whose byte "
              + fault
              + " of "
              + count
              + " (0x"
              + Integer.toHexString(bytes[fault] & 0xFF)
              + ") does not begin a well-formed character, expected is UTF-8");
    }
    return text;
  }

  @Override
  long write(GuestMemory guest, Object value) {
    if (!(value instanceof String text)) {
      throw misfit(value, "a String");
    }
    byte[] bytes = Utf8.encode(text);
    return BytesCodec.write(guest, place, "a string", bytes);
  }
}
