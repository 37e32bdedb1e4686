package dev.morph.engine.binary;

/** Validates constant expressions (core spec 3.4.13). */
final class ConstantRules {
  private final ModuleRules module;
  private final OperandStack stack;
  private final AggregateRules aggregates;

  ConstantRules(ModuleRules module) {
    this.module = module;
    this.stack = new OperandStack(module.types, module.site);
    this.aggregates = new AggregateRules(module, stack);
  }

  /**
   * Validates one.
   *
   * @param type the code that its value must match
   * @param globals how many globals it may name
   */
  void check(Expression expression, int type, int globals) {
    var in = new InstructionReader(module.module.bytes(), expression.start(), expression.end());
    module.site.read(in);
    stack.enter(Signature.single(type));
    while (stack.depth() > 0) {
      if (!in.next()) {
        throw module.site.malformed("unexpected end of a constant expression");
      }
      instruction(in, globals);
    }
  }

  private void instruction(InstructionReader in, int globals) {
    switch (in.opcode()) {
      case I32_CONST -> stack.push(TypeCode.I32);
      case I64_CONST -> stack.push(TypeCode.I64);
      case F32_CONST -> stack.push(TypeCode.F32);
      case F64_CONST -> stack.push(TypeCode.F64);
      case V128_CONST -> stack.push(TypeCode.V128);
      case I32_ADD, I32_SUB, I32_MUL -> binary(TypeCode.I32);
      case I64_ADD, I64_SUB, I64_MUL -> binary(TypeCode.I64);
      case GLOBAL_GET -> global(in.index(), globals);
      case REF_NULL -> {
        module.types.checkHeap(in.heapType(), module.types.count(), module.site);
        stack.push(module.types.refTo(true, in.heapType()));
      }
      case REF_FUNC -> {
        stack.push(module.types.refTo(false, module.functionType(in.index())));
        module.declared.set(in.index());
      }
      case STRUCT_NEW,
          STRUCT_NEW_DEFAULT,
          ARRAY_NEW,
          ARRAY_NEW_DEFAULT,
          ARRAY_NEW_FIXED,
          ANY_CONVERT_EXTERN,
          EXTERN_CONVERT_ANY,
          REF_I31 ->
          aggregates.instruction(in);
      case END -> stack.close();
      default -> throw module.site.invalid("constant expression required");
    }
  }

  private void binary(int code) {
    stack.pop(code);
    stack.pop(code);
    stack.push(code);
  }

  private void global(int index, int globals) {
    if (index >= globals) {
      throw module.site.unknown("global (only those before may be named)", index);
    }
    if (module.isMutable(index)) {
      throw module.site.invalid(
          "constant expression required, global " + index + " can be changed");
    }
    stack.push(module.global(index));
  }
}
