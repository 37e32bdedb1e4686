package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Scalar code as an expression. Operands that appear twice are computed twice, so they are locals,
 * constants, or named by {@link #let}. Immutable.
 */
final class Expr {
  private final @Nullable ValType type;
  private final Consumer<Code> code;

  private Expr(@Nullable ValType type, Consumer<Code> code) {
    this.type = type;
    this.code = code;
  }

  /** Writes it. */
  void emit(Code into) {
    code.accept(into);
  }

  /** The type of its value. */
  ValType type() {
    return Objects.requireNonNull(type, "a statement has no value");
  }

  static Expr local(int index, ValType type) {
    return new Expr(type, into -> into.out.opcode(Opcode.LOCAL_GET, index));
  }

  static Expr i32(int value) {
    return new Expr(ValType.I32, into -> into.out.opcode(Opcode.I32_CONST).s64(value));
  }

  static Expr i64(long value) {
    return new Expr(ValType.I64, into -> into.out.opcode(Opcode.I64_CONST).s64(value));
  }

  /** An instruction without immediates. */
  static Expr of(Opcode opcode, Expr... operands) {
    return new Expr(
        resultOf(opcode),
        into -> {
          all(operands, into);
          into.out.opcode(opcode);
        });
  }

  private static @Nullable ValType resultOf(Opcode opcode) {
    String signature = Objects.requireNonNull(opcode.signature(), opcode.text());
    int colon = signature.indexOf(':');
    return colon == signature.length() - 1 ? null : typeOf(signature.charAt(colon + 1));
  }

  /** A type by its letter in {@link Opcode#signature}; v128 has none here. */
  static ValType typeOf(char letter) {
    return switch (letter) {
      case 'i' -> ValType.I32;
      case 'l' -> ValType.I64;
      case 'f' -> ValType.F32;
      case 'd' -> ValType.F64;
      default -> throw new IllegalArgumentException("type " + letter);
    };
  }

  private static void all(Expr[] operands, Code into) {
    for (Expr operand : operands) {
      operand.emit(into);
    }
  }

  /** An access to memory. */
  static Expr memory(Opcode opcode, int alignment, int memory, long offset, Expr... operands) {
    return new Expr(
        resultOf(opcode),
        into -> {
          all(operands, into);
          into.out.opcode(opcode);
          if (memory == 0) {
            into.out.u32(alignment);
          } else {
            into.out.u32(alignment | 0x40).u32(memory);
          }
          into.out.u64(offset);
        });
  }

  /** A call of a function whose index is known when the call is written. */
  static Expr call(IntSupplier function, ValType result, Expr... operands) {
    return new Expr(
        result,
        into -> {
          all(operands, into);
          into.out.opcode(Opcode.CALL, function.getAsInt());
        });
  }

  /** Puts a value into a local; has no value itself. */
  static Expr assign(int local, Expr value) {
    return new Expr(
        null,
        into -> {
          value.emit(into);
          into.out.opcode(Opcode.LOCAL_SET, local);
        });
  }

  /** A value that is used more than once. */
  static Expr let(Expr value, UnaryOperator<Expr> use) {
    return new Expr(
        use.apply(value).type,
        into -> {
          int local = into.scratch(value.type());
          value.emit(into);
          into.out.opcode(Opcode.LOCAL_SET, local);
          use.apply(local(local, value.type())).emit(into);
        });
  }

  /** Whether {@code condition} (i32) holds: one, else the other. Both are computed. */
  static Expr select(Expr condition, Expr yes, Expr no) {
    return new Expr(
        yes.type,
        into -> {
          yes.emit(into);
          no.emit(into);
          condition.emit(into);
          into.out.opcode(Opcode.SELECT);
        });
  }

  private Expr integer(Opcode of32, Opcode of64, Expr other) {
    return of(type().equals(ValType.I32) ? of32 : of64, this, other);
  }

  private Expr constant(long value) {
    return type().equals(ValType.I32) ? i32((int) value) : i64(value);
  }

  Expr and(Expr other) {
    return integer(Opcode.I32_AND, Opcode.I64_AND, other);
  }

  Expr and(long mask) {
    return and(constant(mask));
  }

  Expr or(Expr other) {
    return integer(Opcode.I32_OR, Opcode.I64_OR, other);
  }

  Expr or(long bits) {
    return or(constant(bits));
  }

  Expr xor(Expr other) {
    return integer(Opcode.I32_XOR, Opcode.I64_XOR, other);
  }

  Expr xor(long bits) {
    return xor(constant(bits));
  }

  Expr not() {
    return xor(-1);
  }

  Expr plus(Expr other) {
    return integer(Opcode.I32_ADD, Opcode.I64_ADD, other);
  }

  Expr plus(long value) {
    return plus(constant(value));
  }

  Expr minus(Expr other) {
    return integer(Opcode.I32_SUB, Opcode.I64_SUB, other);
  }

  Expr negated() {
    return constant(0).minus(this);
  }

  Expr times(Expr other) {
    return integer(Opcode.I32_MUL, Opcode.I64_MUL, other);
  }

  Expr times(long value) {
    return times(constant(value));
  }

  Expr shl(Expr count) {
    return integer(Opcode.I32_SHL, Opcode.I64_SHL, count);
  }

  Expr shl(int count) {
    return count == 0 ? this : shl(constant(count));
  }

  /** Shifts zeros in. */
  Expr shr(Expr count) {
    return integer(Opcode.I32_SHR_U, Opcode.I64_SHR_U, count);
  }

  Expr shr(int count) {
    return count == 0 ? this : shr(constant(count));
  }

  /** Shifts the sign in. */
  Expr sar(Expr count) {
    return integer(Opcode.I32_SHR_S, Opcode.I64_SHR_S, count);
  }

  Expr sar(int count) {
    return sar(constant(count));
  }

  /** The low 32 bits of an i64. */
  Expr wrapped() {
    return of(Opcode.I32_WRAP_I64, this);
  }

  /** An i32 as an i64, the high bits zero. */
  Expr extended() {
    return of(Opcode.I64_EXTEND_I32_U, this);
  }

  /** All ones for an i32 that is 1, zero for 0, as an i64. */
  Expr mask64() {
    return extended().negated();
  }
}
