package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.BlockType;
import dev.morph.engine.binary.CatchClause;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.FunctionBody.LocalRun;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;

/**
 * The second walk over a body: writes it with its charges. A body that costs nothing is copied; any
 * other becomes
 *
 * <pre>
 * block $out (result of the function)      ; if something but the last instruction leads out
 *   block $exhausted
 *     the body; each block begins with
 *       fuel = fuel - cost; br_if $exhausted (fuel &lt; 0)
 *     br $out
 *   end
 *   write fuel back; unreachable
 * end
 * write fuel back
 * </pre>
 *
 * <p>Where the fuel is at each place, {@link BodyPlan} says. Used for one body after the other.
 */
final class BodyWriter {
  private final byte[] bytes;
  private final ModuleTypes types;
  private final GlobalIndices globals;
  private final MeterOptions options;
  private final BodyPlan plan;
  private final Frames frames = new Frames();

  private BinaryWriter out = new BinaryWriter();
  private int copied;
  private int charge;
  private boolean local;
  private boolean wrapped;
  private boolean counted;
  private boolean keepsDepth;
  private int fuelLocal;
  private int longLocal;
  private int depthLocal;
  private int countLocal;
  private int grownLocal;

  BodyWriter(byte[] bytes, ModuleTypes types, GlobalIndices globals, MeterOptions options) {
    this.bytes = bytes;
    this.types = types;
    this.globals = globals;
    this.options = options;
    this.plan = new BodyPlan(types, options);
  }

  /** Writes a body, without its length. */
  void write(FunctionBody body, CompositeType.Function type, boolean counted, BinaryWriter out) {
    plan.read(bytes, body);
    this.out = out;
    this.charge = 0;
    this.copied = body.code();
    this.counted = counted;
    this.keepsDepth = counted || plan.hasHandlers();
    this.local = false;
    frames.start();
    var in = new InstructionReader(bytes, body.code(), body.end());
    if (plan.charges() == 0) {
      out.write(bytes, body.start(), body.code());
      copy(in);
      return;
    }
    locals(body, type);
    wrapped = plan.isBranched(0);
    if (wrapped) {
      out.opcode(Opcode.BLOCK).blockType(types.blockType(type.results()));
    }
    out.opcode(Opcode.BLOCK).blockType(BlockType.EMPTY);
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

  /** Copies a body that costs nothing. */
  private void copy(InstructionReader in) {
    while (in.next()) {
      rewriteGlobal(in);
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

  private void rewriteGlobal(InstructionReader in) {
    Opcode opcode = in.opcode();
    if (opcode == Opcode.GLOBAL_GET || opcode == Opcode.GLOBAL_SET) {
      flush(in.start());
      out.opcode(opcode, globals.renumbered(in.index()));
      skip(in);
    }
  }

  private void enter(FunctionBody body) {
    if (keepsDepth && !counted) {
      out.opcode(Opcode.GLOBAL_GET, globals.depth()).opcode(Opcode.LOCAL_SET, depthLocal);
    }
    if (plan.at(0) == body.code()) {
      charge();
    } else if (counted) {
      fetch();
    }
    if (counted) {
      out.opcode(Opcode.GLOBAL_GET, globals.depth())
          .opcode(Opcode.I32_CONST)
          .s64(1)
          .opcode(Opcode.I32_SUB)
          .opcode(Opcode.LOCAL_TEE, depthLocal)
          .opcode(Opcode.GLOBAL_SET, globals.depth())
          .opcode(Opcode.LOCAL_GET, depthLocal)
          .opcode(Opcode.I32_CONST)
          .s64(0)
          .opcode(Opcode.I32_LT_S)
          .opcode(Opcode.BR_IF, 0);
    }
  }

  private void leave() {
    if (!frames.dead()) {
      arrive(0);
    }
    if (wrapped) {
      out.opcode(Opcode.BR, 1);
    } else {
      restoreDepth();
      out.opcode(Opcode.RETURN);
    }
    out.opcode(Opcode.END);
    local = true;
    store();
    out.opcode(Opcode.UNREACHABLE);
    if (wrapped) {
      out.opcode(Opcode.END);
      if (plan.isLocal(0)) {
        store();
      }
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
          .opcode(Opcode.GLOBAL_SET, globals.depth());
    } else if (plan.isCatch(0)) {
      ownDepth();
    }
  }

  private void ownDepth() {
    out.opcode(Opcode.LOCAL_GET, depthLocal).opcode(Opcode.GLOBAL_SET, globals.depth());
  }

  /** Brings the fuel from the local to the global. */
  private void store() {
    if (local) {
      out.opcode(Opcode.LOCAL_GET, fuelLocal).opcode(Opcode.GLOBAL_SET, globals.fuel());
    }
  }

  /** Brings the fuel from the global to the local. */
  private void fetch() {
    if (!local) {
      out.opcode(Opcode.GLOBAL_GET, globals.fuel()).opcode(Opcode.LOCAL_SET, fuelLocal);
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
    out.opcode(local ? Opcode.LOCAL_GET : Opcode.GLOBAL_GET, local ? fuelLocal : globals.fuel())
        .opcode(Opcode.I64_CONST)
        .s64(plan.fuel(charge))
        .opcode(Opcode.I64_SUB);
    checkFuel(0);
    local = true;
    if (plan.objects(charge) > 0) {
      out.opcode(Opcode.GLOBAL_GET, globals.objects())
          .opcode(Opcode.I64_CONST)
          .s64(plan.objects(charge))
          .opcode(Opcode.I64_SUB);
      checkObjects();
    }
    charge++;
  }

  /** The fuel is on the stack: keeps it, and ends if it is below zero. */
  private void checkFuel(int opened) {
    out.opcode(Opcode.LOCAL_TEE, fuelLocal);
    exhaustedIfNegative(opened);
  }

  /** The allocation budget is on the stack: keeps it, and ends if it is below zero. */
  private void checkObjects() {
    out.opcode(Opcode.LOCAL_TEE, longLocal)
        .opcode(Opcode.GLOBAL_SET, globals.objects())
        .opcode(Opcode.LOCAL_GET, longLocal);
    exhaustedIfNegative(0);
  }

  /** Takes a number of 64 bits from the stack and ends if it is negative. */
  private void exhaustedIfNegative(int opened) {
    // a comparison: testing the sign by a shift made some kernels twice as slow
    out.opcode(Opcode.I64_CONST)
        .s64(0)
        .opcode(Opcode.I64_LT_S)
        .opcode(Opcode.BR_IF, frames.nesting() + opened);
  }

  private void instruction(InstructionReader in) {
    if (!frames.dead() && charge < plan.charges() && plan.at(charge) == in.start()) {
      flush(in.start());
      charge();
    }
    Opcode opcode = in.opcode();
    switch (opcode) {
      case BLOCK -> frames.enter(opcode);
      case LOOP -> loop(in);
      case IF -> {
        if (!frames.dead() && plan.isCatch(frames.nextLabel())) {
          flush(in.start());
          store();
        }
        frames.enter(opcode);
      }
      case TRY_TABLE -> tryTable(in);
      case ELSE -> otherwise(in);
      case END -> end(in);
      case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL -> branch(in);
      case BR_TABLE -> branchTable(in);
      case GLOBAL_GET, GLOBAL_SET -> rewriteGlobal(in);
      default -> {
        if (!frames.dead()) {
          plain(in);
        }
      }
    }
  }

  private void loop(InstructionReader in) {
    if (frames.dead()) {
      frames.enter(Opcode.LOOP);
      return;
    }
    flush(in.start());
    boolean handler = plan.isCatch(frames.nextLabel());
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
  }

  private void tryTable(InstructionReader in) {
    boolean leads = false;
    for (CatchClause clause : in.catches()) {
      leads |= clause.label() >= frames.nesting();
    }
    if (leads) {
      flush(in.start());
      out.opcode(Opcode.TRY_TABLE).blockType(in.blockType()).u32(in.catches().size());
      for (CatchClause clause : in.catches()) {
        out.u8(clause.kind());
        if (!clause.all()) {
          out.u32(clause.tag());
        }
        out.u32(relabelled(clause.label()));
      }
      skip(in);
    }
    frames.enter(Opcode.TRY_TABLE);
  }

  /** The function's own label stands outside of the block that exhaustion leads out of. */
  private int relabelled(int relative) {
    if (relative > frames.nesting()) {
      throw Invalid.module("unknown label " + relative);
    }
    return relative == frames.nesting() ? relative + 1 : relative;
  }

  private void otherwise(InstructionReader in) {
    if (!frames.topIsLive()) {
      return;
    }
    if (!frames.dead()) {
      flush(in.start());
      arrive(frames.topLabel());
    }
    frames.otherwise();
    local = true;
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
    boolean live = !frames.dead();
    boolean leads = in.index() >= frames.nesting();
    if (live) {
      flush(in.start());
      arrive(frames.label(in.index()));
    }
    if (leads) {
      flush(in.start());
      int label = relabelled(in.index());
      if (in.opcode() == Opcode.BR_ON_CAST || in.opcode() == Opcode.BR_ON_CAST_FAIL) {
        out.opcode(in.opcode())
            .u8(in.castFlags())
            .u32(label)
            .s64(in.heapType())
            .s64(in.heapType2());
      } else {
        out.opcode(in.opcode(), label);
      }
      skip(in);
    }
    if (live && in.opcode() == Opcode.BR) {
      frames.die();
    }
  }

  private void branchTable(InstructionReader in) {
    boolean live = !frames.dead();
    boolean leads = false;
    boolean wantsLocal = false;
    boolean wantsGlobal = false;
    for (int label : in.labels()) {
      leads |= label >= frames.nesting();
      if (live) {
        boolean isLocal = plan.isLocal(frames.label(label));
        wantsLocal |= isLocal;
        wantsGlobal |= !isLocal;
      }
    }
    if (leads || wantsGlobal || wantsLocal && !local) {
      flush(in.start());
    }
    if (wantsGlobal) {
      store();
    }
    if (wantsLocal) {
      fetch();
    }
    if (leads) {
      out.opcode(Opcode.BR_TABLE).u32(in.labels().length - 1);
      for (int label : in.labels()) {
        out.u32(relabelled(label));
      }
      skip(in);
    }
    if (live) {
      frames.die();
    }
  }

  /** An instruction that can be reached and is no block's or branch's. */
  private void plain(InstructionReader in) {
    switch (in.opcode()) {
      case CALL, CALL_INDIRECT, CALL_REF -> {
        flush(in.start());
        store();
        local = false;
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
        out.opcode(Opcode.BR, frames.nesting() + 1);
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
    out.opcode(Opcode.LOCAL_SET, countLocal).opcode(Opcode.LOCAL_GET, fuelLocal);
    scaledCount(unitBytes);
    if (rounded) {
      roundUp();
    }
    out.opcode(Opcode.I64_SUB);
    checkFuel(0);
    out.opcode(Opcode.LOCAL_GET, countLocal);
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
    out.opcode(Opcode.I64_SUB);
    checkFuel(1);
    out.opcode(Opcode.END).opcode(Opcode.LOCAL_GET, grownLocal);
  }

  private void newArray(InstructionReader in) {
    flush(in.start());
    out.opcode(Opcode.LOCAL_SET, countLocal).opcode(Opcode.LOCAL_GET, fuelLocal);
    scaledCount(elementBytes(in));
    out.opcode(Opcode.I64_CONST)
        .s64(FuelTable.OBJECT_HEADER_BYTES)
        .opcode(Opcode.I64_ADD)
        .opcode(Opcode.LOCAL_TEE, longLocal);
    roundUp();
    out.opcode(Opcode.I64_SUB);
    checkFuel(0);
    out.opcode(Opcode.GLOBAL_GET, globals.objects())
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
