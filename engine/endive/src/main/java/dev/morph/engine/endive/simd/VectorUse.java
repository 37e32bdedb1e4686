package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.ValType;

/** Whether a module has vectors anywhere. */
final class VectorUse {
  private VectorUse() {}

  static boolean in(ModuleBinary module) {
    return module.types().stream().anyMatch(type -> in(type.composite()))
        || module.globals().stream().anyMatch(global -> is(global.type()))
        || module.bodies().stream().anyMatch(body -> in(module, body));
  }

  private static boolean is(ValType type) {
    return type.equals(ValType.V128);
  }

  private static boolean in(CompositeType type) {
    return switch (type) {
      case CompositeType.Function(var params, var results) ->
          params.contains(ValType.V128) || results.contains(ValType.V128);
      case CompositeType.Struct(var fields) -> fields.stream().anyMatch(LoweredTypes::isVector);
      case CompositeType.Array(var element) -> LoweredTypes.isVector(element);
    };
  }

  private static boolean in(ModuleBinary module, FunctionBody body) {
    if (body.locals().stream().anyMatch(run -> is(run.type()))) {
      return true;
    }
    var in = new InstructionReader(module.bytes(), body.code(), body.end());
    while (in.next()) {
      boolean uses =
          switch (in.opcode().immediate()) {
            case BLOCK_TYPE, CATCHES -> ValType.V128.equals(in.blockType().result());
            case VALUE_TYPES -> in.valueTypes().contains(ValType.V128);
            default -> in.opcode().isVector();
          };
      if (uses) {
        return true;
      }
    }
    return false;
  }
}
