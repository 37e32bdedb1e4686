package dev.morph.engine.binary;

import java.util.Arrays;

/** Types the instructions on references, casts and the branches on them (core spec 3.4.4). */
final class ReferenceRules {
  private final ModuleRules module;
  private final TypeRules types;
  private final Site site;
  private final OperandStack stack;

  ReferenceRules(ModuleRules module, OperandStack stack) {
    this.module = module;
    this.types = module.types;
    this.site = module.site;
    this.stack = stack;
  }

  void instruction(InstructionReader in) {
    switch (in.opcode()) {
      case REF_NULL -> stack.push(type(true, in.heapType()));
      case REF_FUNC -> function(in.index());
      case REF_IS_NULL -> {
        stack.popRef();
        stack.push(TypeCode.I32);
      }
      case REF_AS_NON_NULL -> stack.push(nonNull(stack.popRef()));
      case REF_EQ -> {
        stack.pop(TypeCode.EQREF, 2);
        stack.push(TypeCode.I32);
      }
      case REF_TEST -> test(type(false, in.heapType()));
      case REF_TEST_NULL -> test(type(true, in.heapType()));
      case REF_CAST -> cast(type(false, in.heapType()));
      case REF_CAST_NULL -> cast(type(true, in.heapType()));
      case BR_ON_NULL -> branchOnNull(in.index());
      case BR_ON_NON_NULL -> branchOnNonNull(in.index());
      case BR_ON_CAST -> branchOnCast(in, false);
      case BR_ON_CAST_FAIL -> branchOnCast(in, true);
      default -> throw new IllegalStateException("no rule for " + in.opcode());
    }
  }

  private int type(boolean nullable, int heap) {
    types.checkHeap(heap, types.count(), site);
    return types.refTo(nullable, heap);
  }

  private static int nonNull(int code) {
    return code == TypeCode.UNKNOWN
        ? TypeCode.ref(false, TypeCode.BOTTOM_HEAP)
        : TypeCode.nonNull(code);
  }

  private void function(int index) {
    int type = module.functionType(index);
    if (!module.declared.get(index)) {
      throw site.invalid("undeclared function reference " + index);
    }
    stack.push(types.refTo(false, type));
  }

  private void test(int target) {
    popBelowTop(target);
    stack.push(TypeCode.I32);
  }

  private void cast(int target) {
    popBelowTop(target);
    stack.push(target);
  }

  private void popBelowTop(int target) {
    stack.pop(TypeCode.ref(true, types.top(TypeCode.heap(target))));
  }

  private void branchOnNull(int label) {
    int code = stack.popRef();
    int[] wanted = stack.frame(label).label();
    stack.pop(wanted);
    stack.push(wanted);
    stack.push(nonNull(code));
  }

  private void branchOnNonNull(int label) {
    int code = stack.popRef();
    branch(label, nonNull(code));
  }

  private void branchOnCast(InstructionReader in, boolean onFailure) {
    int source = type((in.castFlags() & 1) != 0, in.heapType());
    int target = type((in.castFlags() & 2) != 0, in.heapType2());
    if (!types.matches(target, source)) {
      throw site.mismatch(
          "a target type that matches " + TypeCode.text(source), TypeCode.text(target));
    }
    // where null passes the cast, what fails it is not null
    int failed = TypeCode.isNullable(target) ? TypeCode.nonNull(source) : source;
    stack.pop(source);
    branch(in.index(), onFailure ? failed : target);
    stack.push(onFailure ? target : failed);
  }

  /** A branch that gives the label a reference, above what the stack has for it. */
  private void branch(int label, int given) {
    int[] wanted = stack.frame(label).label();
    if (wanted.length == 0) {
      throw site.mismatch("a label that takes " + TypeCode.text(given), "one without operands");
    }
    int last = wanted[wanted.length - 1];
    if (!types.matches(given, last)) {
      throw site.mismatch(TypeCode.text(last), TypeCode.text(given));
    }
    int[] others = Arrays.copyOf(wanted, wanted.length - 1);
    stack.pop(others);
    stack.push(others);
  }
}
