package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.OperandObserver;
import dev.morph.engine.binary.Operands;
import dev.morph.engine.binary.ValType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bodies of a module again while they are validated. Code that is never reached is left
 * out, so each operand has a type.
 */
final class BodyLowering implements OperandObserver {
  private static final int REACHED = -1;

  /** What Endive takes. */
  private static final int MOST_FUNCTION_BYTES = 7_654_321;

  private static final int MOST_CODE_BYTES = 1 << 27;

  private final ModuleBinary module;
  private final LoweredTypes types;
  private final LoweredGlobals globals;
  private final Helpers helpers;
  private final Instructions instructions;
  private final Aggregates aggregates;
  private final BinaryWriter bodies;
  private @Nullable LoweredLocals locals;
  private Code code = new Code(0);

  /** How many blocks were opened in code that is not reached, or {@link #REACHED}. */
  private int skipped = REACHED;

  BodyLowering(ModuleBinary module, LoweredTypes types, LoweredGlobals globals, Helpers helpers) {
    this.module = module;
    this.types = types;
    this.globals = globals;
    this.helpers = helpers;
    this.instructions = new Instructions(module.bytes(), types);
    this.aggregates = new Aggregates(module, types, helpers);
    this.bodies = new BinaryWriter(module.bytes().length);
  }

  /** The entries of the code section, each with its length. */
  BinaryWriter bodies() {
    return bodies;
  }

  @Override
  public void enter(int function, FunctionBody body) {
    int type = module.functionTypes().get(function);
    var signature = (CompositeType.Function) module.types().get(type).composite();
    locals = new LoweredLocals(signature.params(), body.locals(), types);
    code = new Code(locals.count());
    skipped = REACHED;
  }

  @Override
  public void before(InstructionReader in, Operands operands) {
    if (skips(in.opcode())) {
      return;
    }
    lower(in, operands);
    code.release();
    if (in.opcode() == Opcode.END && operands.depth() == 1) {
      BinaryWriter entry = code.entry(locals().runs(), locals().declared());
      Excess.check("bytes in a function", entry.length(), MOST_FUNCTION_BYTES);
      bodies.sized(entry);
      Excess.check("bytes of code", bodies.length(), MOST_CODE_BYTES);
    }
  }

  /** Whether an instruction is not reached; also finds where that begins and ends. */
  private boolean skips(Opcode opcode) {
    boolean skips = skipped != REACHED;
    switch (opcode) {
      case BLOCK, LOOP, IF, TRY_TABLE -> skipped += skips ? 1 : 0;
      case ELSE -> {
        if (skipped == 0) {
          skipped = REACHED;
          return false;
        }
      }
      case END -> {
        if (skips && skipped-- == 0) {
          return false;
        }
      }
      case UNREACHABLE,
          BR,
          BR_TABLE,
          RETURN,
          RETURN_CALL,
          RETURN_CALL_INDIRECT,
          RETURN_CALL_REF,
          THROW,
          THROW_REF ->
          skipped = skips ? skipped : 0;
      default -> {}
    }
    return skips;
  }

  private LoweredLocals locals() {
    return Objects.requireNonNull(locals);
  }

  private void lower(InstructionReader in, Operands operands) {
    Opcode opcode = in.opcode();
    BinaryWriter out = code.out;
    if (opcode.isVector()) {
      vector(in);
      return;
    }
    switch (opcode) {
      case DROP -> {
        out.opcode(opcode);
        if (ValType.V128.equals(operands.fromTop(0))) {
          out.opcode(opcode);
        }
      }
      case SELECT, SELECT_TYPED -> {
        if (ValType.V128.equals(operands.fromTop(1))) {
          select();
        } else {
          instructions.write(in, out);
        }
      }
      case LOCAL_GET, LOCAL_SET, LOCAL_TEE ->
          variable(opcode, locals().of(in.index()), locals().isVector(in.index()));
      case GLOBAL_GET, GLOBAL_SET ->
          variable(opcode, globals.of(in.index()), globals.isVector(in.index()));
      default -> {
        if (!aggregates.lower(in, code)) {
          instructions.write(in, out);
        }
      }
    }
  }

  private void variable(Opcode opcode, int index, boolean vector) {
    BinaryWriter out = code.out;
    if (!vector) {
      out.opcode(opcode, index);
      return;
    }
    switch (opcode) {
      case LOCAL_GET, GLOBAL_GET -> out.opcode(opcode, index).opcode(opcode, index + 1);
      case LOCAL_SET, GLOBAL_SET -> out.opcode(opcode, index + 1).opcode(opcode, index);
      case LOCAL_TEE ->
          out.opcode(Opcode.LOCAL_SET, index + 1)
              .opcode(opcode, index)
              .opcode(Opcode.LOCAL_GET, index + 1);
      default -> throw new IllegalArgumentException(opcode.text());
    }
  }

  private void select() {
    Expr[] operands = pop("llll" + "i");
    Expr.select(operands[4], operands[0], operands[2]).emit(code);
    Expr.select(operands[4], operands[1], operands[3]).emit(code);
  }

  private void vector(InstructionReader in) {
    String signature = Objects.requireNonNull(in.opcode().signature());
    String params = signature.substring(0, signature.indexOf(':')).replace("v", "ll");
    var use = new Use(in, pop(params), code, helpers);
    for (Expr expression : Operations.of(in.opcode()).lower(use)) {
      expression.emit(code);
    }
  }

  /** Takes operands off the stack into scratch locals; a letter each. */
  private Expr[] pop(String letters) {
    var operands = new Expr[letters.length()];
    for (int i = letters.length() - 1; i >= 0; i--) {
      ValType type = Expr.typeOf(letters.charAt(i));
      int local = code.scratch(type);
      code.out.opcode(Opcode.LOCAL_SET, local);
      operands[i] = Expr.local(local, type);
    }
    return operands;
  }
}
