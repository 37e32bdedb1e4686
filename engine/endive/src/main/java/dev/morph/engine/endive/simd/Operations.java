package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.Opcode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** What each vector instruction becomes. The families fill it once; safe for several threads. */
final class Operations {
  private static final Map<Opcode, Operation> ALL = all();

  private final Map<String, Operation> byName = new HashMap<>();

  private Operations() {}

  private static Map<Opcode, Operation> all() {
    var operations = new Operations();
    WideLanes.define(operations);
    SmallLanes.define(operations);
    FloatLanes.define(operations);
    WholeVectors.define(operations);
    Conversions.define(operations);
    LaneAccess.define(operations);
    Shuffles.define(operations);
    MemoryLanes.define(operations);
    var all = new EnumMap<Opcode, Operation>(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      if (opcode.isVector()) {
        Operation operation = operations.byName.remove(opcode.text());
        if (operation == null) {
          throw new IllegalStateException("nothing is defined for " + opcode);
        }
        all.put(opcode, operation);
      }
    }
    if (!operations.byName.isEmpty()) {
      throw new IllegalStateException("no instructions: " + operations.byName.keySet());
    }
    return all;
  }

  /** What an instruction becomes. */
  static Operation of(Opcode vectorInstruction) {
    Operation operation = ALL.get(vectorInstruction);
    if (operation == null) {
      throw new IllegalArgumentException(vectorInstruction + " is no vector instruction");
    }
    return operation;
  }

  /** Defines an instruction by its name in the text format. */
  void define(String name, Operation operation) {
    if (byName.put(name, operation) != null) {
      throw new IllegalStateException(name + " is defined twice");
    }
  }

  /** An instruction {@code v -> v} that does the same to both halves. */
  void unary(String name, UnaryOperator<Expr> half) {
    Formula formula = operands -> half.apply(operands[0]);
    define(
        name,
        use ->
            new Expr[] {
              use.formula(name, formula, use.operand(0)), use.formula(name, formula, use.operand(1))
            });
  }

  /** An instruction {@code v v -> v} whose result's halves come from the operands' same halves. */
  void binary(String name, BinaryOperator<Expr> half) {
    Formula formula = operands -> half.apply(operands[0], operands[1]);
    define(
        name,
        use ->
            new Expr[] {
              use.formula(name, formula, use.operand(0), use.operand(2)),
              use.formula(name, formula, use.operand(1), use.operand(3))
            });
  }

  /** An instruction {@code v i32 -> v} that does the same to both halves. */
  void shift(String name, BinaryOperator<Expr> half) {
    Formula formula = operands -> half.apply(operands[0], operands[1]);
    define(
        name,
        use ->
            new Expr[] {
              use.formula(name, formula, use.operand(0), use.operand(2)),
              use.formula(name, formula, use.operand(1), use.operand(2))
            });
  }

  /** An instruction {@code v -> i32}, of the low and the high half. */
  void test(String name, BinaryOperator<Expr> formula) {
    define(
        name,
        use ->
            new Expr[] {
              use.formula(
                  name,
                  operands -> formula.apply(operands[0], operands[1]),
                  use.operand(0),
                  use.operand(1))
            });
  }
}
