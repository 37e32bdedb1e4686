package dev.morph.engine.meter;

import dev.morph.engine.binary.CatchClause;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.Opcode;
import java.util.Arrays;

/**
 * The first walk over a body: finds its basic blocks and what they cost, and where the fuel is at
 * each label. Used for one body after the other.
 *
 * <p>The fuel is kept in a local variable. It is written to the global before a call, a throw and
 * every way out, and read again where it is wanted behind a call; so at each place it is either in
 * the local or in the global. At a label all who come there must agree: the global if a handler
 * names the label or all bring it there; outside of loops also if one does, as the label is met
 * once and the local may not be wanted any more; else the local.
 *
 * <p>In a module without exceptions a block goes on behind a call, whose return is certain or of no
 * matter: it is charged ahead over the call. In any module a block goes on behind a call of a
 * function that runs straight on, and pays for it, so that the fuel stays where it is.
 */
final class BodyPlan {
  private static final int BRANCHED = 1;
  private static final int CATCHES = 2;
  private static final int LOCAL = 4;
  private static final int GLOBAL = 8;
  private static final int LOOPED = 16;

  /** Of an {@code if} without {@code else}: who skips it comes with the fuel in the local. */
  private static final int SKIPPED = 32;

  private final ModuleTypes types;
  private final long objectBytes;
  private final CallGraph graph;
  private final boolean ahead;
  final Frames frames = new Frames();

  private byte[] labels = new byte[64];
  private int labelCount;

  private int[] at = new int[64];
  private long[] fuel = new long[64];
  private long[] objects = new long[64];
  private int charges;

  private int blockStart;
  private long blockFuel;
  private long blockObjects;
  private boolean local;

  /** Whether something in the block has said anew where the fuel is. */
  private boolean moved;

  private boolean calls;
  private boolean catches;
  private boolean needsLong;
  private boolean needsCount;
  private boolean needsGrown;

  BodyPlan(ModuleTypes types, MeterOptions options, CallGraph graph) {
    this.types = types;
    this.objectBytes = options.objectBytes();
    this.graph = graph;
    this.ahead = !graph.hasExceptions();
  }

  /** Plans a body. */
  void read(byte[] bytes, FunctionBody body) {
    Arrays.fill(labels, 0, labelCount, (byte) 0);
    labelCount = 0;
    charges = 0;
    local = false;
    calls = false;
    catches = false;
    needsLong = false;
    needsCount = false;
    needsGrown = false;
    frames.start();
    startBlock(body.code());
    var in = new InstructionReader(bytes, body.code(), body.end());
    while (in.next()) {
      instruction(in);
    }
    if (!frames.done()) {
      throw Invalid.module("a function without its end");
    }
  }

  private void instruction(InstructionReader in) {
    if (frames.done()) {
      throw Invalid.module("instructions behind the end of a function");
    }
    Opcode opcode = in.opcode();
    switch (opcode) {
      case BLOCK, TRY_TABLE -> {
        enter(opcode);
        if (opcode == Opcode.TRY_TABLE && !frames.dead()) {
          handlers(in);
        }
      }
      case LOOP -> {
        if (!frames.dead()) {
          endBlock();
          startBlock(in.end());
          local = true;
          mark(frames.nextLabel(), LOCAL);
        }
        enter(opcode);
      }
      case ELSE -> otherwise(in);
      case END -> end(in);
      default -> {
        if (!frames.dead()) {
          plain(in);
        } else if (opcode == Opcode.IF) {
          enter(opcode);
        }
      }
    }
  }

  private void enter(Opcode opcode) {
    if (!frames.dead() && (opcode == Opcode.LOOP || is(frames.topLabel(), LOOPED))) {
      mark(frames.nextLabel(), LOOPED);
    }
    frames.enter(opcode);
  }

  private void handlers(InstructionReader in) {
    for (CatchClause clause : in.catches()) {
      catches = true;
      mark(frames.labelOfCatch(clause.label()), BRANCHED | CATCHES);
    }
  }

  private void otherwise(InstructionReader in) {
    if (!frames.topIsLive()) {
      return;
    }
    if (!frames.dead()) {
      endBlock();
      mark(frames.topLabel(), BRANCHED);
      comes(frames.topLabel());
    }
    frames.otherwise();
    local = true;
    startBlock(in.end());
  }

  private void end(InstructionReader in) {
    if (!frames.topIsLive()) {
      frames.leaveDead();
      return;
    }
    Opcode kind = frames.topKind();
    int label = frames.topLabel();
    boolean arms = kind == Opcode.IF || kind == Opcode.ELSE;
    boolean met = arms || kind != Opcode.LOOP && is(label, BRANCHED);
    boolean falls = !frames.dead();
    if (falls && (met || label == 0)) {
      endBlock();
    }
    if (met) {
      if (falls && label != 0) {
        comes(label);
      }
      if (kind == Opcode.IF) {
        mark(label, LOCAL | SKIPPED);
      }
      frames.leave(falls || kind == Opcode.IF || is(label, BRANCHED));
      local = isLocal(label);
      startBlock(in.end());
    } else {
      frames.leave(falls);
    }
  }

  private void plain(InstructionReader in) {
    Opcode opcode = in.opcode();
    blockFuel += FuelTable.instruction(opcode);
    allocation(in);
    if (!FuelTable.endsBlock(opcode)) {
      return;
    }
    boolean direct = opcode == Opcode.CALL || opcode == Opcode.RETURN_CALL;
    if (direct && graph.straightFuel(in.index()) >= 0) {
      blockFuel += graph.straightFuel(in.index());
      if (opcode == Opcode.CALL) {
        return;
      }
    }
    if (opcode == Opcode.CALL || opcode == Opcode.CALL_INDIRECT || opcode == Opcode.CALL_REF) {
      calls = true;
      if (ahead) {
        moveTo(false);
        return;
      }
    }
    endBlock();
    switch (opcode) {
      case IF -> {
        local = true;
        enter(opcode);
      }
      case BR -> {
        int label = frames.label(in.index());
        mark(label, BRANCHED);
        if (label != 0) {
          comes(label);
        }
        frames.die();
      }
      case BR_IF, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL -> branch(in.index());
      case BR_TABLE -> {
        for (int label : in.labels()) {
          branch(label);
        }
        frames.die();
      }
      case CALL, CALL_INDIRECT, CALL_REF -> local = false;
      case RETURN -> {
        mark(0, BRANCHED);
        frames.die();
      }
      case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
        calls = true;
        frames.die();
      }
      default -> frames.die();
    }
    startBlock(in.end());
  }

  /** Says where the fuel is from here on. */
  private void moveTo(boolean local) {
    this.local = local;
    moved = true;
  }

  private void branch(int relative) {
    int label = frames.label(relative);
    mark(label, BRANCHED);
    comes(label);
  }

  private void allocation(InstructionReader in) {
    switch (in.opcode()) {
      case STRUCT_NEW, STRUCT_NEW_DEFAULT ->
          object(FuelTable.structBytes(types.struct(in.index())));
      case ARRAY_NEW_FIXED -> object(FuelTable.arrayBytes(types.array(in.index()), in.index2()));
      case ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> {
        needsLong = true;
        needsCount = true;
        moveTo(true);
      }
      case MEMORY_INIT,
          MEMORY_COPY,
          MEMORY_FILL,
          TABLE_INIT,
          TABLE_COPY,
          TABLE_FILL,
          ARRAY_FILL,
          ARRAY_COPY,
          ARRAY_INIT_DATA,
          ARRAY_INIT_ELEM -> {
        needsCount = true;
        moveTo(true);
      }
      case MEMORY_GROW, TABLE_GROW -> {
        needsCount = true;
        needsGrown = true;
        moveTo(true);
      }
      default -> {}
    }
  }

  private void object(long bytes) {
    blockFuel += FuelTable.bytes(bytes);
    blockObjects += bytes <= objectBytes ? bytes : Counters.TOO_LARGE;
    blockObjects = Math.min(blockObjects, 2 * Counters.TOO_LARGE);
    needsLong = true;
  }

  private void startBlock(int position) {
    blockStart = position;
    blockFuel = 0;
    blockObjects = 0;
    moved = false;
  }

  private void endBlock() {
    if (blockFuel == 0) {
      return;
    }
    if (charges == at.length) {
      at = Arrays.copyOf(at, charges * 2);
      fuel = Arrays.copyOf(fuel, charges * 2);
      objects = Arrays.copyOf(objects, charges * 2);
    }
    at[charges] = blockStart;
    fuel[charges] = blockFuel;
    objects[charges++] = blockObjects;
    local |= !moved;
  }

  private void mark(int label, int flags) {
    if (label >= labels.length) {
      labels = Arrays.copyOf(labels, Math.max(label + 1, labels.length * 2));
    }
    labelCount = Math.max(labelCount, label + 1);
    labels[label] |= (byte) flags;
  }

  private void comes(int label) {
    mark(label, local ? LOCAL : GLOBAL);
  }

  private boolean is(int label, int flag) {
    return label < labelCount && (labels[label] & flag) != 0;
  }

  /** Whether a branch or a handler that can be reached names the label. */
  boolean isBranched(int label) {
    return is(label, BRANCHED);
  }

  /** Whether a handler names the label. */
  boolean isCatch(int label) {
    return is(label, CATCHES);
  }

  /** Whether the fuel is in the local at the label; at a loop's, unless a handler names it. */
  boolean isLocal(int label) {
    return is(label, LOCAL)
        && !is(label, CATCHES)
        && (is(label, LOOPED | SKIPPED) || !is(label, GLOBAL));
  }

  /** Whether the body calls anything that it does not pay for itself. */
  boolean hasCalls() {
    return calls;
  }

  /** How many blocks cost something. */
  int charges() {
    return charges;
  }

  /** Before which byte of the module a block is charged. */
  int at(int charge) {
    return at[charge];
  }

  /** What a block costs. */
  long fuel(int charge) {
    return fuel[charge];
  }

  /** How many bytes of objects it makes that are known beforehand. */
  long objects(int charge) {
    return objects[charge];
  }

  /** Whether there are handlers. */
  boolean hasHandlers() {
    return catches;
  }

  /** Whether a second local of 64 bits is needed. */
  boolean needsLong() {
    return needsLong;
  }

  /** Whether a local for a length is needed. */
  boolean needsCount() {
    return needsCount;
  }

  /** Whether a local for the answer of a growth is needed. */
  boolean needsGrown() {
    return needsGrown;
  }
}
