package dev.morph.engine.endive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.AnnotatedInstruction;
import run.endive.wasm.types.CodeSection;
import run.endive.wasm.types.FunctionBody;
import run.endive.wasm.types.Instruction;
import run.endive.wasm.types.OpCode;

/**
 * Works around a fault of Endive 1.0.0: {@code call_ref} takes any function for one of the same
 * instance. In a module that is interpreted, calls by reference become indirect calls over a table
 * that has each function at its own number ({@link ReferenceTable}). Endive cannot generate code of
 * that; generated code is mended by {@link ReferenceCalls}.
 */
final class CallReferences {
  /** The index of that table. */
  static final int TABLE = Integer.MAX_VALUE;

  private CallReferences() {}

  /** The module with its calls by reference rewritten; the same if there are none. */
  static WasmModule rewrite(WasmModule module, Set<String> features) {
    if (!features.contains(Features.TYPED_FUNCTION_REFERENCES)
        && !features.contains(Features.TAIL_CALL)) {
      return module;
    }
    var bodies = List.of(module.codeSection().functionBodies());
    if (bodies.stream().noneMatch(CallReferences::concerns)) {
      return module;
    }
    var code = CodeSection.builder();
    code.setRequiresDataCount(module.codeSection().isRequiresDataCount());
    for (var body : bodies) {
      code.addFunctionBody(concerns(body) ? rewrite(body) : body);
    }
    var copy =
        WasmModule.builder()
            .withValidation(false)
            .setTypeSection(module.typeSection())
            .setImportSection(module.importSection())
            .setFunctionSection(module.functionSection())
            .setTableSection(module.tableSection())
            .setGlobalSection(module.globalSection())
            .setExportSection(module.exportSection())
            .setElementSection(module.elementSection())
            .setDataSection(module.dataSection())
            .setCodeSection(code.build());
    module.memorySection().ifPresent(copy::setMemorySection);
    module.startSection().ifPresent(copy::setStartSection);
    module.dataCountSection().ifPresent(copy::setDataCountSection);
    module.tagSection().ifPresent(copy::setTagSection);
    module.customSections().forEach(section -> copy.addCustomSection(section.name(), section));
    return copy.build();
  }

  private static boolean concerns(FunctionBody body) {
    return body.instructions().stream().anyMatch(i -> concerns(i.opcode()));
  }

  private static boolean concerns(OpCode opcode) {
    return opcode == OpCode.CALL_REF || opcode == OpCode.RETURN_CALL_REF;
  }

  private static FunctionBody rewrite(FunctionBody body) {
    List<AnnotatedInstruction> instructions = new ArrayList<>(body.instructions().size());
    for (var instruction : body.instructions()) {
      instructions.add(concerns(instruction.opcode()) ? indirect(instruction) : instruction);
    }
    return new FunctionBody(body.localTypes(), instructions);
  }

  private static AnnotatedInstruction indirect(AnnotatedInstruction call) {
    var opcode =
        call.opcode() == OpCode.CALL_REF ? OpCode.CALL_INDIRECT : OpCode.RETURN_CALL_INDIRECT;
    return AnnotatedInstruction.builder()
        .from(new Instruction(call.address(), opcode, new long[] {call.operand(0), TABLE}))
        .withDepth(call.depth())
        .build();
  }
}
