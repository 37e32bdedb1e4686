package dev.morph.engine.binary;

import dev.morph.engine.binary.CompositeType.Array;
import dev.morph.engine.binary.CompositeType.Struct;
import java.util.List;

/**
 * Types the instructions on structures, arrays and {@code i31}, and the conversions between
 * internal and external references (core spec 3.4.5 to 3.4.8).
 */
final class AggregateRules {
  private final ModuleRules module;
  private final TypeRules types;
  private final OperandStack stack;

  AggregateRules(ModuleRules module, OperandStack stack) {
    this.module = module;
    this.types = module.types;
    this.stack = stack;
  }

  void instruction(InstructionReader in) {
    switch (in.opcode()) {
      case STRUCT_NEW -> structNew(in.index());
      case STRUCT_NEW_DEFAULT -> {
        struct(in.index()).fields().forEach(this::requireDefault);
        pushNew(in.index());
      }
      case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> {
        FieldType field = field(in.index(), in.index2());
        requireExtension(field, in.opcode() != Opcode.STRUCT_GET);
        stack.pop(types.refTo(true, in.index()));
        stack.push(types.code(field.type()));
      }
      case STRUCT_SET -> {
        FieldType field = field(in.index(), in.index2());
        requireMutable(field);
        stack.pop(types.code(field.type()));
        stack.pop(types.refTo(true, in.index()));
      }
      case REF_I31 -> {
        stack.pop(TypeCode.I32);
        stack.push(TypeCode.ref(false, HeapType.I31));
      }
      case I31_GET_S, I31_GET_U -> {
        stack.pop(TypeCode.I31REF);
        stack.push(TypeCode.I32);
      }
      case ANY_CONVERT_EXTERN -> convert(TypeCode.EXTERNREF, HeapType.ANY);
      case EXTERN_CONVERT_ANY -> convert(TypeCode.ANYREF, HeapType.EXTERN);
      default -> array(in);
    }
  }

  private void array(InstructionReader in) {
    int type = in.index();
    switch (in.opcode()) {
      case ARRAY_NEW -> {
        int element = types.code(element(type).type());
        stack.pop(TypeCode.I32);
        stack.pop(element);
        pushNew(type);
      }
      case ARRAY_NEW_DEFAULT -> {
        requireDefault(element(type));
        stack.pop(TypeCode.I32);
        pushNew(type);
      }
      case ARRAY_NEW_FIXED -> {
        ValidationCaps.check(
            "operands for an array.new_fixed", in.index2(), ValidationCaps.ARRAY_OPERANDS);
        stack.pop(types.code(element(type).type()), in.index2());
        pushNew(type);
      }
      case ARRAY_NEW_DATA -> {
        requireNumber(element(type));
        module.dataSegment(in.index2());
        popI32(2);
        pushNew(type);
      }
      case ARRAY_NEW_ELEM -> {
        requireItems(element(type), in.index2());
        popI32(2);
        pushNew(type);
      }
      case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
        FieldType element = element(type);
        requireExtension(element, in.opcode() != Opcode.ARRAY_GET);
        popI32(1);
        stack.pop(types.refTo(true, type));
        stack.push(types.code(element.type()));
      }
      case ARRAY_SET -> {
        requireMutable(element(type));
        stack.pop(types.code(element(type).type()));
        popI32(1);
        stack.pop(types.refTo(true, type));
      }
      case ARRAY_LEN -> {
        stack.pop(TypeCode.ARRAYREF);
        stack.push(TypeCode.I32);
      }
      case ARRAY_FILL -> {
        requireMutable(element(type));
        popI32(1);
        stack.pop(types.code(element(type).type()));
        popI32(1);
        stack.pop(types.refTo(true, type));
      }
      case ARRAY_COPY -> copy(type, in.index2());
      case ARRAY_INIT_DATA -> {
        requireMutable(element(type));
        requireNumber(element(type));
        module.dataSegment(in.index2());
        popI32(3);
        stack.pop(types.refTo(true, type));
      }
      case ARRAY_INIT_ELEM -> {
        requireMutable(element(type));
        requireItems(element(type), in.index2());
        popI32(3);
        stack.pop(types.refTo(true, type));
      }
      default -> throw new IllegalStateException("no rule for " + in.opcode());
    }
  }

  private void popI32(int count) {
    stack.pop(TypeCode.I32, count);
  }

  private void pushNew(int type) {
    stack.push(types.refTo(false, type));
  }

  private void structNew(int type) {
    List<FieldType> fields = struct(type).fields();
    for (int i = fields.size() - 1; i >= 0; i--) {
      stack.pop(types.code(fields.get(i).type()));
    }
    pushNew(type);
  }

  private void copy(int target, int source) {
    requireMutable(element(target));
    if (!types.storageMatches(element(source), element(target))) {
      throw module.site.invalid("array types do not match: " + source + " into " + target);
    }
    popI32(2);
    stack.pop(types.refTo(true, source));
    popI32(1);
    stack.pop(types.refTo(true, target));
  }

  private void convert(int from, int toHeap) {
    int actual = stack.pop(from);
    stack.push(TypeCode.ref(TypeCode.isRef(actual) && TypeCode.isNullable(actual), toHeap));
  }

  private Struct struct(int type) {
    types.checkHeap(type, types.count(), module.site);
    if (types.composite(type) instanceof Struct struct) {
      return struct;
    }
    throw module.site.invalid("type " + type + " is not a structure type");
  }

  private FieldType field(int type, int index) {
    List<FieldType> fields = struct(type).fields();
    if (index >= fields.size()) {
      throw module.site.unknown("field", index);
    }
    return fields.get(index);
  }

  private FieldType element(int type) {
    types.checkHeap(type, types.count(), module.site);
    if (types.composite(type) instanceof Array array) {
      return array.element();
    }
    throw module.site.invalid("type " + type + " is not an array type");
  }

  private void requireMutable(FieldType field) {
    if (!field.mutable()) {
      throw module.site.invalid("what it writes is immutable");
    }
  }

  private void requireExtension(FieldType field, boolean extended) {
    if (field.packed() != extended) {
      throw module.site.invalid(
          field.packed() ? "a packed field needs _s or _u" : "the field is not packed");
    }
  }

  private void requireDefault(FieldType field) {
    if (!TypeCode.isDefaultable(types.code(field.type()))) {
      throw module.site.invalid("field type " + field.type() + " is not defaultable");
    }
  }

  private void requireNumber(FieldType element) {
    if (element.type().isRef()) {
      throw module.site.invalid("array elements are not numbers or vectors");
    }
  }

  private void requireItems(FieldType element, int segment) {
    int code = types.code(element.type());
    int items = module.element(segment);
    if (!types.matches(items, code)) {
      throw module.site.mismatch(TypeCode.text(code), TypeCode.text(items));
    }
  }
}
