package dev.morph.component.abi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code list<T>} of anything but bytes. */
final class ListCodec extends PointerCodec {
  private final Codec element;

  ListCodec(Codec element, Place place) {
    super(place);
    this.element = element;
  }

  @Override
  Object read(GuestMemory guest, long address, long count) {
    // Both factors are below 2^32, the size far below 2^28: no overflow.
    guest.checkContent(place, "a list", address, count * element.size, element.alignment);
    List<Object> values = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      guest.index(place.depth(), i);
      values.add(element.load(guest, address + (long) i * element.size));
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  long write(GuestMemory guest, Object value) {
    if (!(value instanceof List<?> values)) {
      throw misfit(value, "a List");
    }
    long bytes = (long) values.size() * element.size;
    guest.checkLength(place, "a list", bytes);
    long address = guest.allocate(place, bytes, element.alignment);
    int i = 0;
    for (Object item : values) {
      guest.index(place.depth(), i);
      element.store(guest, item, address + (long) i * element.size);
      i++;
    }
    return pair(address, values.size());
  }
}
