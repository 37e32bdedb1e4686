package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.ElementSegment;
import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.GlobalType;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the objects that a module's constant expressions make. They run while an instance is
 * made, where no code of the pass can stand; so they are counted beforehand. The lengths of their
 * arrays must be known, which is so unless they depend on an imported global: that is refused.
 */
final class ConstantObjects {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final ModuleBinary module;
  private final ModuleTypes types;
  private final long objectBytes;
  private final long[] globals;
  private long[] stack = new long[16];
  private int height;
  private long fuel;
  private long bytes;

  ConstantObjects(ModuleBinary module, ModuleTypes types, MeterOptions options) {
    this.module = module;
    this.types = types;
    this.objectBytes = options.objectBytes();
    this.globals = new long[module.globals().size()];
    Arrays.fill(globals, UNKNOWN);
    for (int i = module.imported(ExternKind.GLOBAL); i < globals.length; i++) {
      GlobalType global = module.globals().get(i);
      long value = add(global.initial());
      globals[i] = global.mutable() ? UNKNOWN : value;
    }
    module.tables().forEach(table -> add(table.initial()));
    for (ElementSegment segment : module.elements()) {
      add(segment.offset());
      segment.expressions().forEach(this::add);
    }
  }

  /** What the objects cost. */
  long fuel() {
    return fuel;
  }

  /** What the objects count for {@code gc-alloc}. */
  long bytes() {
    return bytes;
  }

  /** Adds an expression's objects; its value if it is a known number of 32 bits. */
  private long add(@Nullable Expression expression) {
    if (expression == null) {
      return UNKNOWN;
    }
    height = 0;
    var in = new InstructionReader(module.bytes(), expression.start(), expression.end());
    while (in.next()) {
      instruction(in);
    }
    return height == 1 ? stack[0] : UNKNOWN;
  }

  private void instruction(InstructionReader in) {
    switch (in.opcode()) {
      case I32_CONST -> push((int) in.bits());
      case I32_ADD -> push(number(pop(), pop(), (b, a) -> a + b));
      case I32_SUB -> push(number(pop(), pop(), (b, a) -> a - b));
      case I32_MUL -> push(number(pop(), pop(), (b, a) -> a * b));
      case I64_ADD, I64_SUB, I64_MUL -> {
        pop();
        pop();
        push(UNKNOWN);
      }
      case GLOBAL_GET ->
          push(in.index() >= 0 && in.index() < globals.length ? globals[in.index()] : UNKNOWN);
      case STRUCT_NEW -> {
        var struct = types.struct(in.index());
        drop(struct.fields().size());
        object(FuelTable.structBytes(struct));
      }
      case STRUCT_NEW_DEFAULT -> object(FuelTable.structBytes(types.struct(in.index())));
      case ARRAY_NEW -> {
        long length = pop();
        pop();
        array(in.index(), length);
      }
      case ARRAY_NEW_DEFAULT -> array(in.index(), pop());
      case ARRAY_NEW_FIXED -> {
        drop(in.index2());
        array(in.index(), in.index2());
      }
      case REF_I31, ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {
        pop();
        push(UNKNOWN);
      }
      case END -> {}
      default -> push(UNKNOWN);
    }
  }

  private interface Operation {
    int of(int second, int first);
  }

  private static long number(long second, long first, Operation operation) {
    return second == UNKNOWN || first == UNKNOWN
        ? UNKNOWN
        : operation.of((int) second, (int) first);
  }

  private void array(int type, long length) {
    if (length == UNKNOWN) {
      throw new ModuleException(
          Phase.REFUSED,
          "the length of an array in a constant expression depends on an imported global, so that"
              + " it cannot be counted; give it as a constant or make the array in the start"
              + " function");
    }
    object(FuelTable.arrayBytes(types.array(type), (int) length));
  }

  private void object(long size) {
    fuel += 1 + FuelTable.bytes(size);
    bytes += size <= objectBytes ? size : Counters.TOO_LARGE;
    bytes = Math.min(bytes, 2 * Counters.TOO_LARGE);
    push(UNKNOWN);
  }

  private void push(long value) {
    if (height == stack.length) {
      stack = Arrays.copyOf(stack, height * 2);
    }
    stack[height++] = value;
  }

  private long pop() {
    return height == 0 ? UNKNOWN : stack[--height];
  }

  private void drop(int count) {
    height = Math.max(0, height - count);
  }
}
