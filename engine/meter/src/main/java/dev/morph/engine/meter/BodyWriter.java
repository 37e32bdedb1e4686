package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.BlockType;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.FunctionBody.LocalRun;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;

/**
 * The second walk over a body: writes it with its charges. A body that costs nothing, or whose
 * callers pay for it, is copied; any other becomes
 *
 * <pre>
 * block $out (result of the function)      ; if something but the last instruction leads out
 *   the body; each block begins with
 *     fuel = fuel - cost
 *   and where code can go round, at a loop and where a function that calls begins, also with
 *     if (fuel &lt; 0) fuel = refill(fuel)
 * end
 * write fuel back
 * </pre>
 *
 * <p>Only what is looked at again and again asks for fuel; between two looks code runs forward, and
 * the host looks again when the call is over. Where the fuel is at each place, {@link BodyPlan}
 * says. Used for one body after the other.
 */
final class BodyWriter {
  private static final int NEVER = Integer.MAX_VALUE;

  private final byte[] bytes;
  private final ModuleTypes types;
  private final AddedIndices indices;
  private final MeterOptions options;
  private final CallGraph graph;
  private final BodyPlan plan;
  private final Frames frames = new Frames();

  private BinaryWriter out = new BinaryWriter();
  private int copied;
  private int charge;
  private boolean local;
  private boolean wrapped;
  private boolean counted;
  private boolean keepsDepth;

  /** How deep the block is in which the depth was written; from there to its end it stands. */
  private int depthWritten;

  private int fuelLocal;
  private int longLocal;
  private int depthLocal;
  private int countLocal;
  private int grownLocal;

  BodyWriter(
      byte[] bytes,
      ModuleTypes types,
      AddedIndices indices,
      MeterOptions options,
      CallGraph graph) {
    this.bytes = bytes;
    this.types = types;
    this.indices = indices;
    this.options = options;
    this.graph = graph;
    this.plan = new BodyPlan(types, options, graph);
  }

  /**
   * Writes a body, without its length.
   *
   * @param function its index in the module
   */
  void write(FunctionBody body, CompositeType.Function type, int function, BinaryWriter out) {
    plan.read(bytes, body);
    this.out = out;
    this.charge = 0;
    this.copied = body.code();
    this.counted = graph.counts(function);
    this.keepsDepth = counted || plan.hasHandlers();
    this.local = false;
    this.depthWritten = NEVER;
    frames.start();
    var in = new InstructionReader(bytes, body.code(), body.end());
    if (plan.charges() == 0 || graph.straightFuel(function) >= 0) {
      out.write(bytes, body.start(), body.code());
      copy(in);
      return;
    }
    locals(body, type);
    wrapped = plan.isBranched(0);
    if (wrapped) {
      out.opcode(Opcode.BLOCK).blockType(types.blockType(type.results()));
    }
    enter(body);
    while (in.next() && !(in.opcode() == Opcode.END && frames.nesting() == 0)) {
      instruction(in);
    }
    flush(in.start());
    leave();
  }

  private void locals(FunctionBody body, CompositeType.Function type) {
    long next = type.params().size();
    for (LocalRun run : body.locals()) {
      next += run.count();
    }
    int longs = plan.needsLong() ? 2 : 1;
    int ints = (keepsDepth ? 1 : 0) + (plan.needsCount() ? 1 : 0) + (plan.needsGrown() ? 1 : 0);
    if (next + longs + ints > 0xFFFF_FFFFL) {
      throw new ModuleException(
          Phase.REFUSED, "a function has " + next + " locals, so that none can be added");
    }
    fuelLocal = (int) next;
    longLocal = fuelLocal + 1;
    depthLocal = fuelLocal + longs;
    countLocal = depthLocal + (keepsDepth ? 1 : 0);
    grownLocal = countLocal + 1;
    out.u32(body.locals().size() + (ints == 0 ? 1 : 2));
    for (LocalRun run : body.locals()) {
      out.u32((int) run.count()).valueType(run.type());
    }
    out.u32(longs).valueType(ValType.I64);
    if (ints != 0) {
      out.u32(ints).valueType(ValType.I32);
    }
  }

  /** Copies a body that costs nothing, or whose callers pay for it. */
  private void copy(InstructionReader in) {
    while (in.next()) {
      rewriteIndex(in);
    }
    flush(in.end());
  }

  private void flush(int position) {
    out.write(bytes, copied, position);
    copied = position;
  }

  /** From here on what stands behind the instruction. */
  private void skip(InstructionReader in) {
    copied = in.end();
  }

  /** An instruction that names a global or a function names it by its new index. */
  private void rewriteIndex(InstructionReader in) {
    int index =
        switch (in.opcode()) {
          case GLOBAL_GET, GLOBAL_SET -> indices.global(in.index());
          case CALL, RETURN_CALL, REF_FUNC -> indices.function(in.index());
          default -> -1;
        };
    if (index >= 0) {
      flush(in.start());
      out.opcode(in.opcode(), index);
      skip(in);
    }
  }

  private void enter(FunctionBody body) {
    if (keepsDepth && !counted) {
      out.opcode(Opcode.GLOBAL_GET, indices.depth()).opcode(Opcode.LOCAL_SET, depthLocal);
    }
    boolean charged = plan.at(0) == body.code();
    if (charged) {
      pay();
    } else if (plan.hasCalls()) {
      fetch();
    }
    if (counted) {
      out.opcode(Opcode.LOCAL_GET, fuelLocal)
          .opcode(Opcode.GLOBAL_GET, indices.depth())
          .opcode(Opcode.I32_CONST)
          .s64(1)
          .opcode(Opcode.I32_SUB)
          .opcode(Opcode.LOCAL_TEE, depthLocal)
          .opcode(Opcode.I64_EXTEND_I32_S)
          .opcode(Opcode.I64_OR);
      ifNegative();
      ownDepth();
      refill();
      out.opcode(Opcode.END);
    } else if (plan.hasCalls()) {
      refillIfNegative();
    }
    if (charged) {
      allocate();
    }
  }

  private void leave() {
    if (!frames.dead()) {
      arrive(0);
    }
    if (wrapped) {
      out.opcode(Opcode.END);
      if (plan.isLocal(0)) {
        local = true;
        store();
      }
    }
    if (wrapped || !frames.dead()) {
      restoreDepth();
    }
    out.opcode(Opcode.END);
  }

  /** Gives the caller its own depth back. */
  private void restoreDepth() {
    if (counted) {
      out.opcode(Opcode.LOCAL_GET, depthLocal)
          .opcode(Opcode.I32_CONST)
          .s64(1)
          .opcode(Opcode.I32_ADD)
          .opcode(Opcode.GLOBAL_SET, indices.depth());
    } else if (plan.isCatch(0)) {
      ownDepth();
    }
  }

  /** Before a call: its callee counts on from here. */
  private void writeDepth() {
    if (counted && frames.nesting() < depthWritten) {
      ownDepth();
      depthWritten = frames.nesting();
    }
  }

  private void ownDepth() {
    out.opcode(Opcode.LOCAL_GET, depthLocal).opcode(Opcode.GLOBAL_SET, indices.depth());
  }

  /** Brings the fuel from the local to the global. */
  private void store() {
    if (local) {
      out.opcode(Opcode.LOCAL_GET, fuelLocal).opcode(Opcode.GLOBAL_SET, indices.fuel());
    }
  }

  /** Brings the fuel from the global to the local. */
  private void fetch() {
    if (!local) {
      out.opcode(Opcode.GLOBAL_GET, indices.fuel()).opcode(Opcode.LOCAL_SET, fuelLocal);
      local = true;
    }
  }

  /** Before control goes on at a label: brings the fuel where it is wanted there. */
  private void arrive(int label) {
    if (plan.isLocal(label)) {
      fetch();
    } else {
      store();
    }
  }

  /** Charges the next block of the plan. */
  private void charge() {
    pay();
    allocate();
  }

  /** Takes the fuel of the next block. */
  private void pay() {
    out.opcode(local ? Opcode.LOCAL_GET : Opcode.GLOBAL_GET, local ? fuelLocal : indices.fuel())
        .opcode(Opcode.I64_CONST)
        .s64(plan.fuel(charge))
        .opcode(Opcode.I64_SUB)
        .opcode(Opcode.LOCAL_SET, fuelLocal);
    local = true;
  }

  /** Takes the objects of the block that was paid, and goes on to the next. */
  private void allocate() {
    if (plan.objects(charge) > 0) {
      out.opcode(Opcode.GLOBAL_GET, indices.objects())
          .opcode(Opcode.I64_CONST)
          .s64(plan.objects(charge))
          .opcode(Opcode.I64_SUB);
      checkObjects();
    }
    charge++;
  }

  /** The allocation budget is on the stack: keeps it, and ends if it is below zero. */
  private void checkObjects() {
    out.opcode(Opcode.LOCAL_TEE, longLocal)
        .opcode(Opcode.GLOBAL_SET, indices.objects())
        .opcode(Opcode.LOCAL_GET, longLocal);
    ifNegative();
    refill();
    out.opcode(Opcode.END);
  }

  /** The fuel is in the local: asks for more if it is below zero. */
  private void refillIfNegative() {
    out.opcode(Opcode.LOCAL_GET, fuelLocal);
    ifNegative();
    refill();
    out.opcode(Opcode.END);
  }

  /** Takes a number of 64 bits from the stack and opens a block for a negative one. */
  private void ifNegative() {
    // a comparison: testing the sign by a shift made some kernels twice as slow
    out.opcode(Opcode.I64_CONST)
        .s64(0)
        .opcode(Opcode.I64_LT_S)
        .opcode(Opcode.IF)
        .blockType(BlockType.EMPTY);
  }

  private void refill() {
    out.opcode(Opcode.LOCAL_GET, fuelLocal)
        .opcode(Opcode.CALL, indices.refill())
        .opcode(Opcode.LOCAL_SET, fuelLocal);
  }

  private void instruction(InstructionReader in) {
    if (!frames.dead() && charge < plan.charges() && plan.at(charge) == in.start()) {
      flush(in.start());
      charge();
    }
    Opcode opcode = in.opcode();
    switch (opcode) {
      case BLOCK, TRY_TABLE -> frames.enter(opcode);
      case LOOP -> loop(in);
      case IF -> {
        if (!frames.dead()) {
          flush(in.start());
          fetch();
          if (plan.isCatch(frames.nextLabel())) {
            store();
          }
        }
        frames.enter(opcode);
      }
      case ELSE -> otherwise(in);
      case END -> end(in);
      case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL -> branch(in);
      case BR_TABLE -> branchTable(in);
      default -> {
        if (!frames.dead()) {
          plain(in);
        }
        rewriteIndex(in);
      }
    }
  }

  private void loop(InstructionReader in) {
    if (frames.dead()) {
      frames.enter(Opcode.LOOP);
      return;
    }
    int label = frames.nextLabel();
    boolean handler = plan.isCatch(label);
    flush(in.start());
    if (handler) {
      store();
    } else {
      fetch();
    }
    frames.enter(Opcode.LOOP);
    flush(in.end());
    if (handler) {
      local = false;
      ownDepth();
    }
    if (!plan.isBranched(label)) {
      return;
    }
    boolean charged = charge < plan.charges() && plan.at(charge) == in.end();
    if (charged) {
      pay();
    } else {
      fetch();
    }
    if (handler || types.hasParameters(in.blockType())) {
      refillIfNegative();
    } else {
      goRoundIfNegative(charged ? plan.fuel(charge) : 0);
    }
    if (charged) {
      allocate();
    }
  }

  /**
   * Asks for more fuel and begins the loop anew: so the JIT sees a way round the loop that is
   * hardly ever taken, and takes it out of the loop with what it must read again behind a call.
   */
  private void goRoundIfNegative(long paid) {
    out.opcode(Opcode.LOCAL_GET, fuelLocal);
    ifNegative();
    out.opcode(Opcode.LOCAL_GET, fuelLocal)
        .opcode(Opcode.CALL, indices.refill())
        .opcode(Opcode.I64_CONST)
        .s64(paid)
        .opcode(Opcode.I64_ADD)
        .opcode(Opcode.LOCAL_SET, fuelLocal)
        .opcode(Opcode.BR, 1)
        .opcode(Opcode.END);
  }

  private void otherwise(InstructionReader in) {
    if (!frames.topIsLive()) {
      return;
    }
    if (!frames.dead()) {
      flush(in.start());
      arrive(frames.topLabel());
    }
    leftFrame();
    frames.otherwise();
    local = true;
  }

  /** What was written inside of the block at hand may not be written behind it. */
  private void leftFrame() {
    if (frames.nesting() <= depthWritten) {
      depthWritten = NEVER;
    }
  }

  private void end(InstructionReader in) {
    if (!frames.topIsLive()) {
      frames.leaveDead();
      return;
    }
    Opcode kind = frames.topKind();
    int label = frames.topLabel();
    boolean arms = kind == Opcode.IF || kind == Opcode.ELSE;
    boolean met = arms || kind != Opcode.LOOP && plan.isBranched(label);
    boolean falls = !frames.dead();
    leftFrame();
    if (!met) {
      frames.leave(falls);
      return;
    }
    if (falls) {
      flush(in.start());
      arrive(label);
    }
    frames.leave(falls || kind == Opcode.IF || plan.isBranched(label));
    local = plan.isLocal(label);
    if (plan.isCatch(label)) {
      flush(in.end());
      ownDepth();
    }
  }

  private void branch(InstructionReader in) {
    if (frames.dead()) {
      return;
    }
    flush(in.start());
    arrive(frames.label(in.index()));
    if (in.opcode() == Opcode.BR) {
      frames.die();
    }
  }

  private void branchTable(InstructionReader in) {
    if (frames.dead()) {
      return;
    }
    boolean wantsLocal = false;
    boolean wantsGlobal = false;
    for (int label : in.labels()) {
      boolean isLocal = plan.isLocal(frames.label(label));
      wantsLocal |= isLocal;
      wantsGlobal |= !isLocal;
    }
    flush(in.start());
    if (wantsGlobal) {
      store();
    }
    if (wantsLocal) {
      fetch();
    }
    frames.die();
  }

  /** An instruction that can be reached and is no block's or branch's. */
  private void plain(InstructionReader in) {
    switch (in.opcode()) {
      case CALL, CALL_INDIRECT, CALL_REF -> {
        if (in.opcode() == Opcode.CALL && graph.straightFuel(in.index()) >= 0) {
          return;
        }
        flush(in.start());
        store();
        local = false;
        writeDepth();
      }
      case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
        flush(in.start());
        store();
        restoreDepth();
        frames.die();
      }
      case THROW, THROW_REF -> {
        flush(in.start());
        store();
        frames.die();
      }
      case RETURN -> {
        flush(in.start());
        arrive(0);
        out.opcode(Opcode.BR, frames.nesting());
        skip(in);
        frames.die();
      }
      case UNREACHABLE -> frames.die();
      case MEMORY_INIT, MEMORY_COPY, MEMORY_FILL -> bulk(in, 1, true);
      case TABLE_INIT, TABLE_COPY, TABLE_FILL -> bulk(in, 1, false);
      case ARRAY_FILL, ARRAY_COPY, ARRAY_INIT_DATA, ARRAY_INIT_ELEM ->
          bulk(in, elementBytes(in), true);
      case MEMORY_GROW -> grow(in, FuelTable.GROWN_PAGE);
      case TABLE_GROW -> grow(in, 1);
      case ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> newArray(in);
      default -> {}
    }
  }

  private int elementBytes(InstructionReader in) {
    return FuelTable.fieldBytes(types.array(in.index()).element());
  }

  /** The length is on the stack; it is unsigned, so that no length gives fuel back. */
  private void bulk(InstructionReader in, int unitBytes, boolean rounded) {
    flush(in.start());
    fetch();
    out.opcode(Opcode.LOCAL_SET, countLocal).opcode(Opcode.LOCAL_GET, fuelLocal);
    scaledCount(unitBytes);
    if (rounded) {
      roundUp();
    }
    payOnStack();
    out.opcode(Opcode.LOCAL_GET, countLocal);
  }

  /** The fuel and what is to be paid are on the stack. */
  private void payOnStack() {
    out.opcode(Opcode.I64_SUB).opcode(Opcode.LOCAL_SET, fuelLocal);
    refillIfNegative();
  }

  private void scaledCount(int factor) {
    out.opcode(Opcode.LOCAL_GET, countLocal).opcode(Opcode.I64_EXTEND_I32_U);
    if (factor != 1) {
      out.opcode(Opcode.I64_CONST).s64(factor).opcode(Opcode.I64_MUL);
    }
  }

  /** From bytes on the stack to their cost. */
  private void roundUp() {
    out.opcode(Opcode.I64_CONST)
        .s64(FuelTable.UNIT_BYTES - 1)
        .opcode(Opcode.I64_ADD)
        .opcode(Opcode.I64_CONST)
        .s64(FuelTable.UNIT_SHIFT)
        .opcode(Opcode.I64_SHR_U);
  }

  private void grow(InstructionReader in, int each) {
    flush(in.start());
    fetch();
    out.opcode(Opcode.LOCAL_TEE, countLocal);
    flush(in.end());
    out.opcode(Opcode.LOCAL_TEE, grownLocal)
        .opcode(Opcode.I32_CONST)
        .s64(-1)
        .opcode(Opcode.I32_NE)
        .opcode(Opcode.IF)
        .blockType(BlockType.EMPTY)
        .opcode(Opcode.LOCAL_GET, fuelLocal);
    scaledCount(each);
    payOnStack();
    out.opcode(Opcode.END).opcode(Opcode.LOCAL_GET, grownLocal);
  }

  private void newArray(InstructionReader in) {
    flush(in.start());
    fetch();
    out.opcode(Opcode.LOCAL_SET, countLocal).opcode(Opcode.LOCAL_GET, fuelLocal);
    scaledCount(elementBytes(in));
    out.opcode(Opcode.I64_CONST)
        .s64(FuelTable.OBJECT_HEADER_BYTES)
        .opcode(Opcode.I64_ADD)
        .opcode(Opcode.LOCAL_TEE, longLocal);
    roundUp();
    payOnStack();
    out.opcode(Opcode.GLOBAL_GET, indices.objects())
        .opcode(Opcode.LOCAL_GET, longLocal)
        .opcode(Opcode.I64_CONST)
        .s64(Counters.TOO_LARGE)
        .opcode(Opcode.LOCAL_GET, longLocal)
        .opcode(Opcode.I64_CONST)
        .s64(options.objectBytes())
        .opcode(Opcode.I64_LE_U)
        .opcode(Opcode.SELECT)
        .opcode(Opcode.I64_SUB);
    checkObjects();
    out.opcode(Opcode.LOCAL_GET, countLocal);
  }
}
