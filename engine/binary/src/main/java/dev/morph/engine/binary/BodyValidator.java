package dev.morph.engine.binary;

import org.jspecify.annotations.Nullable;

/**
 * Validates the bodies of a module, instruction after instruction (core spec 3.4 and A.3). The
 * guest's nesting is on {@link OperandStack}, never on the JVM's.
 */
final class BodyValidator {
  private final ModuleBinary module;
  private final ModuleRules rules;
  private final Site site;
  private final @Nullable OperandObserver observer;
  private final OperandStack stack;
  private final LocalVariables locals;
  private final MemoryRules memories;
  private final ControlRules control;
  private final ReferenceRules references;
  private final AggregateRules aggregates;

  BodyValidator(ModuleBinary module, ModuleRules rules, @Nullable OperandObserver observer) {
    this.module = module;
    this.rules = rules;
    this.site = rules.site;
    this.observer = observer;
    this.stack = new OperandStack(rules.types, site);
    this.locals = new LocalVariables(rules.types, site);
    this.memories = new MemoryRules(rules);
    this.control = new ControlRules(rules, stack, locals);
    this.references = new ReferenceRules(rules, stack);
    this.aggregates = new AggregateRules(rules, stack);
  }

  void validate() {
    int imported = module.imported(ExternKind.FUNCTION);
    for (int i = 0; i < module.bodies.size(); i++) {
      validate(imported + i, module.bodies.get(i));
    }
  }

  private void validate(int function, FunctionBody body) {
    site.enter("function", function);
    Signature type = rules.function(function);
    locals.enter(type.params(), body.locals());
    var in = new InstructionReader(module.bytes, body.code(), body.end());
    site.read(in);
    stack.enter(type.results());
    control.enter(type.results());
    if (observer == null) {
      while (stack.depth() > 0 && in.next()) {
        instruction(in);
      }
    } else {
      observer.enter(function, body);
      while (stack.depth() > 0 && in.next()) {
        observer.before(in, stack);
        instruction(in);
        observer.after(in, stack);
      }
    }
    if (stack.depth() > 0) {
      throw site.malformed("unexpected end of the body, END opcode expected");
    }
    if (in.end() != body.end()) {
      throw site.malformed("the body goes on behind its end");
    }
  }

  private void instruction(InstructionReader in) {
    Opcode opcode = in.opcode();
    Signature fixed = Signature.of(opcode);
    if (fixed == null) {
      other(in, opcode);
      return;
    }
    if (opcode.immediate() != Immediate.NONE) {
      memories.check(in);
    }
    stack.pop(fixed.params());
    stack.push(fixed.results());
  }

  private void other(InstructionReader in, Opcode opcode) {
    switch (opcode.immediate()) {
      case LOCAL -> local(opcode, in.index());
      case GLOBAL -> global(opcode, in.index());
      case TABLE -> table(opcode, in.index());
      case BLOCK_TYPE, CATCHES, LABEL_TABLE, TAG, TYPE_TABLE -> control.instruction(in);
      case VALUE_TYPES -> selectTyped(in);
      case HEAP_TYPE, CAST -> references.instruction(in);
      case TYPE_FIELD, TYPE_COUNT, TYPE_DATA, TYPE_ELEMENT, TYPE_TYPE -> aggregates.instruction(in);
      default -> byOpcode(in, opcode);
    }
  }

  private void byOpcode(InstructionReader in, Opcode opcode) {
    switch (opcode) {
      case DROP -> stack.pop();
      case SELECT -> select();
      case UNREACHABLE,
          ELSE,
          END,
          BR,
          BR_IF,
          RETURN,
          CALL,
          RETURN_CALL,
          CALL_REF,
          RETURN_CALL_REF,
          THROW_REF ->
          control.instruction(in);
      case REF_IS_NULL, REF_FUNC, REF_EQ, REF_AS_NON_NULL, BR_ON_NULL, BR_ON_NON_NULL ->
          references.instruction(in);
      default -> aggregates.instruction(in);
    }
  }

  private void local(Opcode opcode, int local) {
    switch (opcode) {
      case LOCAL_GET -> stack.push(locals.read(local));
      case LOCAL_SET -> {
        stack.pop(locals.type(local));
        locals.set(local);
      }
      case LOCAL_TEE -> {
        int type = locals.type(local);
        stack.pop(type);
        locals.set(local);
        stack.push(type);
      }
      default -> throw new IllegalStateException("no rule for " + opcode);
    }
  }

  private void global(Opcode opcode, int global) {
    int type = rules.global(global);
    if (opcode == Opcode.GLOBAL_GET) {
      stack.push(type);
      return;
    }
    if (!rules.isMutable(global)) {
      throw site.invalid("global " + global + " is immutable");
    }
    stack.pop(type);
  }

  private void table(Opcode opcode, int table) {
    int element = rules.table(table);
    switch (opcode) {
      case TABLE_GET -> {
        stack.pop(TypeCode.I32);
        stack.push(element);
      }
      case TABLE_SET -> {
        stack.pop(element);
        stack.pop(TypeCode.I32);
      }
      case TABLE_GROW -> {
        stack.pop(TypeCode.I32);
        stack.pop(element);
        stack.push(TypeCode.I32);
      }
      case TABLE_FILL -> {
        stack.pop(TypeCode.I32);
        stack.pop(element);
        stack.pop(TypeCode.I32);
      }
      default -> throw new IllegalStateException("no rule for " + opcode);
    }
  }

  private void select() {
    stack.pop(TypeCode.I32);
    int second = stack.pop();
    int first = stack.pop();
    if (TypeCode.isRef(first) || TypeCode.isRef(second)) {
      throw site.mismatch(
          "a number or a vector (references need a select with a type)",
          TypeCode.text(TypeCode.isRef(first) ? first : second));
    }
    if (first != second && first != TypeCode.UNKNOWN && second != TypeCode.UNKNOWN) {
      throw site.mismatch(TypeCode.text(first), TypeCode.text(second));
    }
    stack.push(first == TypeCode.UNKNOWN ? second : first);
  }

  private void selectTyped(InstructionReader in) {
    if (in.valueTypes().size() != 1) {
      throw site.invalid("invalid result arity " + in.valueTypes().size() + ", 1 is accepted");
    }
    int type = rules.types.code(in.valueTypes().getFirst(), site);
    stack.pop(TypeCode.I32);
    stack.pop(type);
    stack.pop(type);
    stack.push(type);
  }
}
