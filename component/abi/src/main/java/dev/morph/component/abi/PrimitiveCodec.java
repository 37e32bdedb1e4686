package dev.morph.component.abi;

import dev.morph.engine.api.Memory;
import dev.morph.engine.api.ValueType;
import java.util.List;

/** Numbers, {@code bool} and {@code char}. */
final class PrimitiveCodec extends Codec {
  private static final long U32_MAX = 0xFFFF_FFFFL;

  private final WitType.Primitive type;

  PrimitiveCodec(WitType.Primitive type, Place place) {
    super(place, size(type), size(type), List.of(flat(type)), false);
    this.type = type;
  }

  private static int size(WitType.Primitive type) {
    return switch (type) {
      case BOOL, S8, U8 -> 1;
      case S16, U16 -> 2;
      case S32, U32, F32, CHAR -> 4;
      case S64, U64, F64 -> 8;
      case STRING -> throw new IllegalArgumentException("a string is not one value");
    };
  }

  private static ValueType flat(WitType.Primitive type) {
    return switch (type) {
      case S64, U64 -> ValueType.I64;
      case F32 -> ValueType.F32;
      case F64 -> ValueType.F64;
      default -> ValueType.I32;
    };
  }

  @Override
  Object load(GuestMemory guest, long address) {
    Memory memory = guest.memory();
    return value(
        guest,
        switch (size) {
          case 1 -> memory.getByte(address);
          case 2 -> memory.getShort(address);
          case 4 -> memory.getInt(address);
          default -> memory.getLong(address);
        });
  }

  @Override
  Object lift(GuestMemory guest, long[] lanes, int at) {
    return value(guest, lanes[at]);
  }

  /** The value of bits; those above the type's width mean nothing, but for {@code bool}. */
  private Object value(GuestMemory guest, long bits) {
    return switch (type) {
      case BOOL -> (int) bits != 0;
      case S8 -> (int) (byte) bits;
      case U8 -> (int) bits & 0xFF;
      case S16 -> (int) (short) bits;
      case U16 -> (int) bits & 0xFFFF;
      case S32 -> (int) bits;
      case U32 -> bits & U32_MAX;
      case S64, U64 -> bits;
      case F32 -> canonical(Float.intBitsToFloat((int) bits));
      case F64 -> canonical(Double.longBitsToDouble(bits));
      case CHAR -> character(guest, bits & U32_MAX);
      case STRING -> throw new IllegalStateException();
    };
  }

  private static float canonical(float value) {
    return Float.isNaN(value) ? Float.NaN : value;
  }

  private static double canonical(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }

  private int character(GuestMemory guest, long code) {
    if (code > Character.MAX_CODE_POINT || isSurrogate(code)) {
      throw guest.fault(
          place,
          "a char of the value 0x"
              + Long.toHexString(code)
              + ", expected is a Unicode scalar value (0 to 0x10ffff without 0xd800 to 0xdfff)");
    }
    return (int) code;
  }

  private static boolean isSurrogate(long code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  @Override
  void store(GuestMemory guest, Object value, long address) {
    long bits = bits(value);
    Memory memory = guest.memory();
    switch (size) {
      case 1 -> memory.putByte(address, (byte) bits);
      case 2 -> memory.putShort(address, (short) bits);
      case 4 -> memory.putInt(address, (int) bits);
      default -> memory.putLong(address, bits);
    }
  }

  @Override
  void lower(GuestMemory guest, Object value, long[] lanes, int at) {
    long bits = bits(value);
    lanes[at] = size == 8 ? bits : bits & U32_MAX;
  }

  private long bits(Object value) {
    return switch (type) {
      case BOOL -> {
        if (value instanceof Boolean bool) {
          yield bool ? 1 : 0;
        }
        throw misfit(value, "a Boolean");
      }
      case S8 -> integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case U8 -> integer(value, 0, 0xFF);
      case S16 -> integer(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case U16 -> integer(value, 0, 0xFFFF);
      case S32 -> integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case U32 -> {
        if (value instanceof Long number && number >= 0 && number <= U32_MAX) {
          yield number;
        }
        throw misfit(value, "a Long from 0 to 4294967295");
      }
      case S64, U64 -> {
        if (value instanceof Long number) {
          yield number;
        }
        throw misfit(value, "a Long");
      }
      case F32 -> {
        if (value instanceof Float number) {
          yield Float.floatToIntBits(number);
        }
        throw misfit(value, "a Float");
      }
      case F64 -> {
        if (value instanceof Double number) {
          yield Double.doubleToLongBits(number);
        }
        throw misfit(value, "a Double");
      }
      case CHAR -> {
        long code = integer(value, 0, Character.MAX_CODE_POINT);
        if (isSurrogate(code)) {
          throw misfit(value, "a code point that is no surrogate");
        }
        yield code;
      }
      case STRING -> throw new IllegalStateException();
    };
  }

  private long integer(Object value, int min, int max) {
    if (value instanceof Integer number && number >= min && number <= max) {
      return number;
    }
    throw misfit(value, "an Integer from " + min + " to " + max);
  }
}
