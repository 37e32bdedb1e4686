package dev.morph.engine.endive;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.HeapType;
import dev.morph.engine.binary.ModuleBinary;
import java.util.ArrayList;
import java.util.List;
import run.endive.wasm.types.TypeSection;
import run.endive.wasm.types.ValType;

/** Endive's types in the SPI's words. */
final class Types {
  private Types() {}

  static ValueType of(ValType type, TypeSection section) {
    return switch (type.opcode()) {
      case ValType.ID.I32 -> ValueType.I32;
      case ValType.ID.I64 -> ValueType.I64;
      case ValType.ID.F32 -> ValueType.F32;
      case ValType.ID.F64 -> ValueType.F64;
      case ValType.ID.V128 -> ValueType.V128;
      case ValType.ID.FuncRef, ValType.ID.NoFuncRef -> ValueType.FUNCREF;
      case ValType.ID.ExternRef, ValType.ID.NoExternRef -> ValueType.EXTERNREF;
      case ValType.ID.Ref, ValType.ID.RefNull -> reference(type.typeIdx(), section);
      default -> ValueType.OTHER_REF;
    };
  }

  private static ValueType reference(int heapType, TypeSection section) {
    if (heapType >= 0) {
      return section.getSubType(heapType).compType().funcType() != null
          ? ValueType.FUNCREF
          : ValueType.OTHER_REF;
    } else if (heapType == ValType.TypeIdxCode.FUNC.code()
        || heapType == ValType.TypeIdxCode.NOFUNC.code()) {
      return ValueType.FUNCREF;
    } else if (heapType == ValType.TypeIdxCode.EXTERN.code()
        || heapType == ValType.TypeIdxCode.NOEXTERN.code()) {
      return ValueType.EXTERNREF;
    }
    return ValueType.OTHER_REF;
  }

  /** The same of our own decoder's types. */
  static ValueType of(dev.morph.engine.binary.ValType type, ModuleBinary module) {
    return switch (type.kind()) {
      case I32 -> ValueType.I32;
      case I64 -> ValueType.I64;
      case F32 -> ValueType.F32;
      case F64 -> ValueType.F64;
      case V128 -> ValueType.V128;
      case REF ->
          switch (type.heap()) {
            case HeapType.FUNC, HeapType.NOFUNC -> ValueType.FUNCREF;
            case HeapType.EXTERN, HeapType.NOEXTERN -> ValueType.EXTERNREF;
            default ->
                type.heap() >= 0
                        && module.types().get(type.heap()).composite()
                            instanceof CompositeType.Function
                    ? ValueType.FUNCREF
                    : ValueType.OTHER_REF;
          };
    };
  }

  static FunctionType of(run.endive.wasm.types.FunctionType type, TypeSection section) {
    return new FunctionType(of(type.params(), section), of(type.returns(), section));
  }

  static List<ValueType> of(List<ValType> types, TypeSection section) {
    var all = new ArrayList<ValueType>(types.size());
    for (var type : types) {
      all.add(of(type, section));
    }
    return all;
  }
}
