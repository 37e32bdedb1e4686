package dev.morph.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperandObserverTest {
  /** Notes each instruction with what is on the stack before it, the topmost last. */
  private static List<String> observe(String wat) {
    var seen = new ArrayList<String>();
    Validator.validate(
        ModuleBinary.decode(Wat.assemble(wat)),
        new OperandObserver() {
          @Override
          public void enter(int function, FunctionBody body) {
            seen.add("function " + function);
          }

          @Override
          public void before(InstructionReader in, Operands operands) {
            seen.add(
                in.opcode() + " " + operands.depth() + " " + operands.height() + types(operands));
          }

          @Override
          public void after(InstructionReader in, Operands operands) {
            seen.set(seen.size() - 1, seen.getLast() + " ->" + types(operands));
          }
        });
    return seen;
  }

  private static String types(Operands operands) {
    var text = new StringBuilder();
    for (int i = operands.size() - 1; i >= 0; i--) {
      text.append(' ').append(operands.fromTop(i));
    }
    return text.append(operands.reachable() ? "" : " unreachable").toString();
  }

  @Test
  void seesOperandsBeforeAndAfter() {
    assertThat(
            observe(
                """
                (import "m" "f" (func))
                (func (param i64) (result i64)
                  (i32.const 1) (block (param i32) (drop)) (local.get 0))
                """))
        .containsExactly(
            "function 1",
            "i32.const 1 0 -> i32",
            "block 1 1 i32 -> i32",
            "drop 2 1 i32 ->",
            "end 2 0 ->",
            "local.get 1 0 -> i64",
            "end 1 1 i64 ->");
  }

  @Test
  void saysNothingOfOperandsThatCannotBeKnown() {
    assertThat(observe("(func unreachable (i32.const 1) select drop)"))
        .containsExactly(
            "function 0",
            "unreachable 1 0 -> unreachable",
            "i32.const 1 0 unreachable -> i32 unreachable",
            "select 1 1 i32 unreachable -> null unreachable",
            "drop 1 1 null unreachable -> unreachable",
            "end 1 0 unreachable ->");
  }

  @Test
  void tellsTheTypesOfLabels() {
    var labels = new ArrayList<List<ValType>>();
    Validator.validate(
        ModuleBinary.decode(
            Wat.assemble(
                "(func (result i32) (f32.const 0) (loop (param f32) (drop) nop) (i32.const 1))")),
        (in, operands) -> {
          if (in.opcode() == Opcode.NOP) {
            for (int i = 0; i < operands.depth(); i++) {
              labels.add(operands.labelTypes(i));
            }
          }
        });
    assertThat(labels).containsExactly(List.of(ValType.F32), List.of(ValType.I32));
  }

  @Test
  void seesTheSameInstructionsAsAReader() {
    byte[] wasm = Wat.assemble(dev.morph.testkit.Guests.canonicalEcho());
    var module = ModuleBinary.decode(wasm);
    var seen = new ArrayList<Integer>();
    Validator.validate(module, (in, operands) -> seen.add(in.start()));
    var read = new ArrayList<Integer>();
    for (var body : module.bodies()) {
      var in = new InstructionReader(wasm, body.code(), body.end());
      while (in.next()) {
        read.add(in.start());
      }
    }
    assertThat(seen).isNotEmpty().isEqualTo(read);
  }
}
