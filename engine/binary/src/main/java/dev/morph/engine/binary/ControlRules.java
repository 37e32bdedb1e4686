package dev.morph.engine.binary;

import dev.morph.engine.binary.OperandStack.Frame;
import java.util.Arrays;

/** Types blocks, branches, calls and exceptions (core spec 3.4.11 and A.3). */
final class ControlRules {
  private static final int[] CAUGHT = {TypeCode.ref(false, HeapType.EXN)};

  private final ModuleRules module;
  private final TypeRules types;
  private final Site site;
  private final OperandStack stack;
  private final LocalVariables locals;
  private int[] results = Signature.NONE;

  ControlRules(ModuleRules module, OperandStack stack, LocalVariables locals) {
    this.module = module;
    this.types = module.types;
    this.site = module.site;
    this.stack = stack;
    this.locals = locals;
  }

  /** Begins a body with such results. */
  void enter(int[] bodyResults) {
    results = bodyResults;
  }

  void instruction(InstructionReader in) {
    switch (in.opcode()) {
      case UNREACHABLE -> stack.unreachable();
      case BLOCK, LOOP, IF, TRY_TABLE -> block(in);
      case ELSE -> otherwise();
      case END -> end();
      case BR -> {
        stack.pop(stack.frame(in.index()).label());
        stack.unreachable();
      }
      case BR_IF -> {
        stack.pop(TypeCode.I32);
        int[] label = stack.frame(in.index()).label();
        stack.pop(label);
        stack.push(label);
      }
      case BR_TABLE -> branchTable(in.labels());
      case RETURN -> {
        stack.pop(results);
        stack.unreachable();
      }
      case THROW -> {
        stack.pop(module.tag(in.index()).params());
        stack.unreachable();
      }
      case THROW_REF -> {
        stack.pop(TypeCode.EXNREF);
        stack.unreachable();
      }
      default -> call(in);
    }
  }

  private void call(InstructionReader in) {
    switch (in.opcode()) {
      case CALL -> call(module.function(in.index()));
      case RETURN_CALL -> tailCall(module.function(in.index()));
      case CALL_INDIRECT -> call(indirect(in));
      case RETURN_CALL_INDIRECT -> tailCall(indirect(in));
      case CALL_REF -> call(reference(in));
      case RETURN_CALL_REF -> tailCall(reference(in));
      default -> throw new IllegalStateException("no rule for " + in.opcode());
    }
  }

  private Signature indirect(InstructionReader in) {
    int table = module.table(in.index2());
    if (!types.matches(table, TypeCode.FUNCREF)) {
      throw site.mismatch("a table of functions", TypeCode.text(table));
    }
    Signature type = module.functionSignature(in.index());
    stack.pop(TypeCode.I32);
    return type;
  }

  private Signature reference(InstructionReader in) {
    Signature type = module.functionSignature(in.index());
    stack.pop(types.refTo(true, in.index()));
    return type;
  }

  private void call(Signature type) {
    stack.pop(type.params());
    stack.push(type.results());
  }

  private void tailCall(Signature type) {
    if (!types.matches(type.results(), results)) {
      throw site.mismatch("a function with the caller's results", "other results");
    }
    stack.pop(type.params());
    stack.unreachable();
  }

  private void block(InstructionReader in) {
    Opcode opcode = in.opcode();
    Signature type = signature(in.blockType());
    if (opcode == Opcode.IF) {
      stack.pop(TypeCode.I32);
    }
    if (opcode == Opcode.TRY_TABLE) {
      in.catches().forEach(this::handler);
    }
    stack.pop(type.params());
    stack.open(opcode, type, locals.setCount());
  }

  private Signature signature(BlockType type) {
    if (type.typeIndex() >= 0) {
      return module.functionSignature(type.typeIndex());
    }
    ValType result = type.result();
    return result == null
        ? Signature.EMPTY
        : new Signature(Signature.NONE, Signature.single(types.code(result, site)));
  }

  /** The label counts from outside the block, so this is before it is opened. */
  private void handler(CatchClause clause) {
    int[] label = stack.frame(clause.label()).label();
    int[] given = clause.all() ? Signature.NONE : module.tag(clause.tag()).params();
    if (clause.ref()) {
      int values = given.length;
      given = Arrays.copyOf(given, values + 1);
      given[values] = CAUGHT[0];
    }
    if (!types.matches(given, label)) {
      throw site.mismatch(
          "a label of " + given.length + " operands as the handler gives",
          "one of " + label.length + " that do not match");
    }
  }

  private void otherwise() {
    if (stack.top().opcode != Opcode.IF) {
      throw site.malformed("there is no if to this else");
    }
    Frame frame = close();
    stack.open(Opcode.ELSE, frame.type, frame.initialised);
  }

  private void end() {
    Frame frame = close();
    if (frame.opcode == Opcode.IF && !types.matches(frame.type.params(), frame.type.results())) {
      throw site.mismatch("parameters that match the results, without an else", "others");
    }
    if (stack.depth() > 0) {
      stack.push(frame.type.results());
    }
  }

  private Frame close() {
    Frame frame = stack.close();
    locals.forget(frame.initialised);
    return frame;
  }

  private void branchTable(int[] labels) {
    stack.pop(TypeCode.I32);
    int[] last = stack.frame(labels[labels.length - 1]).label();
    stack.peek(last);
    int[] seen = last;
    for (int label : labels) {
      int[] wanted = stack.frame(label).label();
      if (wanted == seen) {
        continue; // as most are: a table costs its length, not that times the operands
      }
      if (wanted.length != last.length) {
        throw site.mismatch(
            "labels of " + last.length + " operands", "label " + label + " of " + wanted.length);
      }
      stack.peek(wanted);
      seen = wanted;
    }
    stack.unreachable();
  }
}
