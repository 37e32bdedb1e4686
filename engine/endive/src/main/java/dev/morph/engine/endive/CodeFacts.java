package dev.morph.engine.endive;

import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.OperandObserver;
import dev.morph.engine.binary.Operands;
import dev.morph.engine.binary.ValType;
import dev.morph.engine.binary.Validator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the instructions of a module are, noted while it is validated: enough to say its features
 * and which of the engine's workarounds it needs.
 */
final class CodeFacts implements OperandObserver {
  private static final Opcode[] OPCODES = Opcode.values();

  private static final Set<Opcode> TURNED =
      EnumSet.of(
          Opcode.F32_MIN,
          Opcode.F32_MAX,
          Opcode.F64_MIN,
          Opcode.F64_MAX,
          Opcode.F64_CEIL,
          Opcode.F64_FLOOR,
          Opcode.F64_TRUNC,
          Opcode.TABLE_FILL);

  private static final Set<Opcode> NARROW_STORES =
      EnumSet.of(Opcode.I32_STORE8, Opcode.I64_STORE8, Opcode.I64_STORE32);

  private final ModuleBinary module;
  private final boolean[] seen = new boolean[OPCODES.length];
  private final Set<ValType> types = new HashSet<>();
  private boolean indexedBlockTypes;
  private boolean ambiguousBlockTypes;
  private boolean largeOffsets;
  private boolean narrowStores;
  private boolean constantArithmetic;
  private boolean functionLabels;
  private boolean blockParameters;
  private int bodyEnd;
  private int depth;
  private boolean leavesFunction;
  private Opcode previous = Opcode.NOP;

  private CodeFacts(ModuleBinary module) {
    this.module = module;
  }

  /** Validates a module and notes the facts. */
  static CodeFacts of(ModuleBinary module) {
    var facts = new CodeFacts(module);
    Validator.validate(module, facts);
    facts.constants(module);
    return facts;
  }

  private void constants(ModuleBinary module) {
    module.globals().forEach(global -> constant(module, global.initial()));
    module.tables().forEach(table -> constant(module, table.initial()));
    module.data().forEach(data -> constant(module, data.offset()));
    for (var segment : module.elements()) {
      constant(module, segment.offset());
      segment.expressions().forEach(item -> constant(module, item));
    }
  }

  private void constant(ModuleBinary module, @Nullable Expression expression) {
    if (expression == null) {
      return;
    }
    var in = new InstructionReader(module.bytes(), expression.start(), expression.end());
    while (in.next()) {
      note(in);
      constantArithmetic |=
          switch (in.opcode()) {
            case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> true;
            default -> false;
          };
    }
  }

  @Override
  public void enter(int function, FunctionBody body) {
    ModuleLoader.checkpoint();
    body.locals().forEach(run -> types.add(run.type()));
    bodyEnd = body.end();
    depth = 0;
    leavesFunction = false;
    previous = Opcode.NOP;
  }

  @Override
  public void before(InstructionReader in, Operands operands) {
    note(in);
    noteLabels(in);
  }

  private void noteLabels(InstructionReader in) {
    Opcode opcode = in.opcode();
    switch (opcode) {
      case BLOCK, LOOP, IF -> depth++;
      case TRY_TABLE -> {
        leavesFunction |= in.catches().stream().anyMatch(clause -> clause.label() == depth);
        depth++;
      }
      case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL ->
          leavesFunction |= in.index() == depth;
      case BR_TABLE -> leavesFunction |= Arrays.stream(in.labels()).anyMatch(l -> l == depth);
      case END -> {
        depth--;
        functionLabels |= leavesFunction && previous == Opcode.END && in.end() == bodyEnd;
      }
      default -> {} // neither a block nor a branch
    }
    previous = opcode;
  }

  private void note(InstructionReader in) {
    Opcode opcode = in.opcode();
    seen[opcode.ordinal()] = true;
    switch (opcode.immediate()) {
      case BLOCK_TYPE, CATCHES -> {
        var type = in.blockType();
        if (type.typeIndex() >= 0) {
          indexedBlockTypes = true;
          blockParameters |= BlockParameters.concerns(in, module);
          ambiguousBlockTypes |= BlockTypes.isAmbiguous(type.typeIndex());
        } else if (type.result() != null) {
          types.add(Objects.requireNonNull(type.result()));
        }
      }
      case VALUE_TYPES -> types.addAll(in.valueTypes());
      case HEAP_TYPE -> types.add(ValType.ref(true, in.heapType()));
      case MEMORY_ARGUMENT, MEMORY_ARGUMENT_LANE -> {
        largeOffsets |= LargeOffsets.isLarge(in.offset());
        narrowStores |= in.offset() > 0 && NARROW_STORES.contains(opcode);
      }
      default -> {} // nothing that a feature or a workaround depends on
    }
  }

  /** The instructions that occur. */
  Set<Opcode> opcodes() {
    Set<Opcode> all = EnumSet.noneOf(Opcode.class);
    for (int i = 0; i < seen.length; i++) {
      if (seen[i]) {
        all.add(OPCODES[i]);
      }
    }
    return all;
  }

  /** The types of locals, blocks, selects and null references. */
  Set<ValType> types() {
    return types;
  }

  /** Whether a block has the index of a type. */
  boolean indexedBlockTypes() {
    return indexedBlockTypes;
  }

  /** Whether {@link BlockTypes} has work. */
  boolean ambiguousBlockTypes() {
    return ambiguousBlockTypes;
  }

  /** Whether {@link LargeOffsets} has work. */
  boolean largeOffsets() {
    return largeOffsets;
  }

  /** Whether there are stores for which {@link WholeInterpreter} stands in. */
  boolean narrowStores() {
    return narrowStores;
  }

  /** Whether {@link BlockParameters} has work. */
  boolean blockParameters() {
    return blockParameters;
  }

  /** Whether {@link FunctionLabels} has work. */
  boolean functionLabels() {
    return functionLabels;
  }

  /** Whether a constant expression computes. */
  boolean constantArithmetic() {
    return constantArithmetic;
  }

  /** Whether there are instructions of {@link QuietFloats} or {@link Fills}. */
  boolean turnedInstructions() {
    return opcodes().stream().anyMatch(TURNED::contains);
  }
}
