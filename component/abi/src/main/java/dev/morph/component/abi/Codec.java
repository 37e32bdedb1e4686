package dev.morph.component.abi;

import dev.morph.engine.api.ValueType;
import java.util.List;

/**
 * Reads and writes the values of one type at one place of a function's type, in memory and as
 * lanes. Immutable. The caller has checked that {@link #size} bytes at the address are inside the
 * memory and aligned; what those bytes point to is checked here.
 *
 * <p>In lanes the coercions between joined flat types (i32 or f32 within i64) are no work: a lane
 * is the bits, and a 32-bit value is read from its low half.
 */
abstract class Codec {
  final Place place;

  /** Bytes in memory. */
  final int size;

  /** 1, 2, 4 or 8. */
  final int alignment;

  /** The core types that stand for it outside of memory. */
  final List<ValueType> flat;

  /** True if values are in part behind pointers. */
  final boolean points;

  Codec(Place place, int size, int alignment, List<ValueType> flat, boolean points) {
    this.place = place;
    this.size = size;
    this.alignment = alignment;
    this.flat = flat;
    this.points = points;
  }

  abstract Object load(GuestMemory guest, long address);

  abstract void store(GuestMemory guest, Object value, long address);

  abstract Object lift(GuestMemory guest, long[] lanes, int at);

  abstract void lower(GuestMemory guest, Object value, long[] lanes, int at);

  static Codec of(WitType type, Place place) {
    return switch (type) {
      case WitType.Primitive primitive ->
          primitive == WitType.Primitive.STRING
              ? new StringCodec(place)
              : new PrimitiveCodec(primitive, place);
      case WitType.ListOf list ->
          list.element() == WitType.Primitive.U8
              ? new BytesCodec(place)
              : new ListCodec(of(list.element(), place.element()), place);
      case WitType.Record record -> RecordCodec.ofFields(record.fields(), place);
      case WitType.Tuple tuple -> RecordCodec.ofTuple(tuple, place);
      case WitType.Variant variant -> VariantCodec.of(new VariantForm.Named(variant), place);
      case WitType.Enum names -> VariantCodec.of(new VariantForm.Names(names), place);
      case WitType.Option option -> VariantCodec.of(new VariantForm.Optionals(option), place);
      case WitType.Result result -> VariantCodec.of(new VariantForm.Results(result), place);
      case WitType.Flags flags -> new FlagsCodec(flags, place);
    };
  }

  static int align(int offset, int alignment) {
    return Math.addExact(offset, alignment - 1) & -alignment;
  }

  /** The host gave a value that is not of the type: a fault of the host, not of the guest. */
  final IllegalArgumentException misfit(Object value, String expected) {
    return new IllegalArgumentException(
        place
            + ": a value of "
            + value.getClass().getName()
            + " ("
            + shortened(String.valueOf(value))
            + "), expected is "
            + expected);
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
