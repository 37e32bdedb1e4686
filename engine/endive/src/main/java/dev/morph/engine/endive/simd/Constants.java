package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes constant expressions again (core spec 3.4.15). There are no locals to keep operands in, so
 * a vector that becomes an element of an array is made a pair where it is pushed: the code of each
 * value on the stack is kept apart until the end.
 */
final class Constants {
  private final ModuleBinary module;
  private final LoweredTypes types;
  private final LoweredGlobals globals;
  private final Instructions instructions;

  Constants(ModuleBinary module, LoweredTypes types, LoweredGlobals globals) {
    this.module = module;
    this.types = types;
    this.globals = globals;
    this.instructions = new Instructions(module.bytes(), types);
  }

  /** Writes an expression that is no vector. */
  void write(Expression expression, BinaryWriter into) {
    var stack = new ArrayList<BinaryWriter>();
    var in = new InstructionReader(module.bytes(), expression.start(), expression.end());
    while (in.next() && in.opcode() != Opcode.END) {
      step(in, stack);
    }
    into.write(stack.getFirst()).opcode(Opcode.END);
  }

  /** Writes half of an expression that is a vector: a constant, or the value of a global. */
  void writeHalf(Expression expression, int half, BinaryWriter into) {
    var in = new InstructionReader(module.bytes(), expression.start(), expression.end());
    in.next();
    if (in.opcode() == Opcode.GLOBAL_GET) {
      into.opcode(Opcode.GLOBAL_GET, globals.of(in.index()) + half);
    } else {
      into.opcode(Opcode.I64_CONST).s64(half == 0 ? in.bits() : in.highBits());
    }
    into.opcode(Opcode.END);
  }

  private void step(InstructionReader in, List<BinaryWriter> stack) {
    var own = new BinaryWriter(16);
    int operands = 0;
    switch (in.opcode()) {
      case V128_CONST ->
          own.opcode(Opcode.I64_CONST).s64(in.bits()).opcode(Opcode.I64_CONST).s64(in.highBits());
      case GLOBAL_GET -> {
        int global = globals.of(in.index());
        own.opcode(Opcode.GLOBAL_GET, global);
        if (globals.isVector(in.index())) {
          own.opcode(Opcode.GLOBAL_GET, global + 1);
        }
      }
      case STRUCT_NEW -> {
        operands = types.fields(in.index()).size();
        instructions.write(in, own);
      }
      case ARRAY_NEW -> {
        operands = 2;
        pair(in.index(), stack.get(stack.size() - 2));
        instructions.write(in, own);
      }
      case ARRAY_NEW_FIXED -> {
        operands = in.index2();
        for (BinaryWriter element : stack.subList(stack.size() - operands, stack.size())) {
          pair(in.index(), element);
        }
        instructions.write(in, own);
      }
      case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> {
        operands = 2;
        instructions.write(in, own);
      }
      case ARRAY_NEW_DEFAULT, REF_I31, ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {
        operands = 1;
        instructions.write(in, own);
      }
      default -> instructions.write(in, own);
    }
    join(own, operands, stack);
  }

  private static void join(BinaryWriter own, int operands, List<BinaryWriter> stack) {
    if (operands == 0) {
      stack.add(own);
      return;
    }
    var taken = stack.subList(stack.size() - operands, stack.size());
    BinaryWriter whole = taken.getFirst();
    for (BinaryWriter operand : taken.subList(1, operands)) {
      whole.write(operand);
    }
    whole.write(own);
    taken.subList(1, operands).clear();
  }

  private void pair(int array, BinaryWriter value) {
    if (types.isVectorArray(array)) {
      value.opcode(Opcode.STRUCT_NEW, LoweredTypes.PAIR);
    }
  }
}
