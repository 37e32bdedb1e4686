package dev.morph.engine.endive;

import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.HeapType;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import java.util.EnumSet;
import java.util.Set;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.AnnotatedInstruction;

/**
 * Gives casts and tests the operand that Endive 1.0.0's validator would give them, and without
 * which they look at the wrong kind of reference: the topmost type above the one that they name.
 */
final class CastTargets {
  private static final Set<Opcode> CASTS =
      EnumSet.of(
          Opcode.REF_TEST,
          Opcode.REF_TEST_NULL,
          Opcode.REF_CAST,
          Opcode.REF_CAST_NULL,
          Opcode.BR_ON_CAST,
          Opcode.BR_ON_CAST_FAIL);

  private final ModuleBinary binary;

  private CastTargets(ModuleBinary binary) {
    this.binary = binary;
  }

  /** Changes the instructions of a parsed module, whose type indices mean the same in both. */
  static void note(WasmModule module, ModuleBinary binary, CodeFacts code) {
    if (code.opcodes().stream().noneMatch(CASTS::contains)) {
      return;
    }
    var targets = new CastTargets(binary);
    for (var body : module.codeSection().functionBodies()) {
      body.instructions().forEach(targets::note);
    }
  }

  private void note(AnnotatedInstruction instruction) {
    switch (instruction.opcode()) {
      case REF_TEST, REF_TEST_NULL, CAST_TEST, CAST_TEST_NULL ->
          instruction.setOperand(1, top((int) instruction.operand(0)));
      case BR_ON_CAST, BR_ON_CAST_FAIL ->
          instruction.setOperand(4, top((int) instruction.operand(2)));
      default -> {} // needs nothing
    }
  }

  private int top(int heap) {
    if (heap >= 0) {
      boolean function = binary.types().get(heap).composite() instanceof CompositeType.Function;
      return function ? HeapType.FUNC : HeapType.ANY;
    }
    return switch (heap) {
      case HeapType.FUNC, HeapType.NOFUNC -> HeapType.FUNC;
      case HeapType.EXTERN, HeapType.NOEXTERN -> HeapType.EXTERN;
      case HeapType.EXN, HeapType.NOEXN -> HeapType.EXN;
      default -> HeapType.ANY;
    };
  }
}
