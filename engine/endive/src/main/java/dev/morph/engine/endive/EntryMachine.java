package dev.morph.engine.endive;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;

/**
 * The machine of an instance. Every entry to interpreted code gets an interpreter of its own,
 * because Endive's keeps one operand stack, which a call that re-enters the instance would spoil.
 * The tail calls that generated code leaves are gone on with here.
 */
@SuppressWarnings("NullAway") // Endive's machines take and give null for no lanes and references
final class EntryMachine implements Machine {
  /** The instance it belongs to, so that references met in tables lead back to it. */
  final EndiveInstance owner;

  /** The globals that count in metered code, else null. */
  final PlainGlobal first;

  final PlainGlobal second;
  final PlainGlobal third;

  private final Instance instance;
  private final @Nullable Machine generated;
  private final boolean turned;
  private final boolean[] interpreted;
  private final int[] interpretedIds;

  EntryMachine(EndiveInstance owner, Instance instance) {
    var code = owner.module().code;
    this.owner = owner;
    boolean metered = owner.module().firstCounter >= 0;
    this.first = metered ? owner.counter(0) : null;
    this.second = metered ? owner.counter(1) : null;
    this.third = metered ? owner.counter(2) : null;
    this.instance = instance;
    this.generated = code == null ? null : code.machines().apply(instance);
    this.turned = owner.module().turned;
    Set<Integer> ids = code == null ? Set.of() : code.interpreted();
    this.interpretedIds = ids.stream().mapToInt(Integer::intValue).sorted().toArray();
    int last = interpretedIds.length == 0 ? -1 : interpretedIds[interpretedIds.length - 1];
    this.interpreted = new boolean[last + 1];
    for (int id : interpretedIds) {
      interpreted[id] = true;
    }
  }

  /** The generated code if the function has any, else a fresh interpreter. */
  private Machine machine(int function) {
    Machine code = generated;
    if (code == null) {
      return Interpreters.whole(instance, turned);
    }
    return function < interpreted.length && interpreted[function]
        ? Interpreters.part(instance, interpretedIds, turned)
        : code;
  }

  @Override
  public long[] call(int function, long[] lanes) {
    if (function >= EndiveInstance.FIRST_FOREIGN) {
      return owner.foreignImport(function).handle().apply(instance, lanes);
    }
    long[] results = machine(function).call(function, lanes);
    return turned && instance.isTailCallPending() ? resume() : results;
  }

  @Override
  public long[] call(int function, long[] lanes, Object[] references) {
    if (function >= EndiveInstance.FIRST_FOREIGN || references == null) {
      return references == null
          ? call(function, lanes)
          : callWithRefs(function, lanes, references).longs();
    }
    var machine = machine(function);
    long[] results =
        machine == generated
            ? machine.call(function, lanes, references)
            : machine.callWithRefs(function, lanes, references).longs();
    return turned && instance.isTailCallPending() ? resume() : results;
  }

  @Override
  public CallResult callWithRefs(int function, long[] lanes, Object[] references) {
    if (function >= EndiveInstance.FIRST_FOREIGN) {
      return owner.foreignImport(function).handle().applyWithRefs(instance, lanes, references);
    }
    var results = enter(function, lanes, references);
    return turned && instance.isTailCallPending() ? resumeWithRefs() : results;
  }

  /**
   * Generated code that leaves a tail call returns null, and where there are several results with
   * objects among them, what unpacks them takes that for the results.
   */
  private @Nullable CallResult enter(int function, long[] lanes, Object[] references) {
    try {
      return machine(function).callWithRefs(function, lanes, references);
    } catch (NullPointerException e) {
      if (!instance.isTailCallPending()) {
        throw e;
      }
      return null;
    }
  }

  /** Makes the tail call that was left, and those after it. */
  long[] resume() {
    while (true) {
      TailCalls.checkInterruption();
      int function = instance.tailCallFuncId();
      long[] lanes = instance.tailCallArgs();
      Object[] references = instance.tailCallRefArgs();
      instance.clearTailCall();
      if (function >= EndiveInstance.FIRST_FOREIGN) {
        return call(function, lanes, references);
      }
      var machine = machine(function);
      long[] results;
      if (references == null) {
        results = machine.call(function, lanes);
      } else if (machine == generated) {
        results = machine.call(function, lanes, references);
      } else {
        results = machine.callWithRefs(function, lanes, references).longs();
      }
      if (!instance.isTailCallPending()) {
        return results;
      }
    }
  }

  /** Makes the tail call that was left, and those after it, whose results may be objects. */
  CallResult resumeWithRefs() {
    while (true) {
      TailCalls.checkInterruption();
      int function = instance.tailCallFuncId();
      long[] lanes = instance.tailCallArgs();
      Object[] references = instance.tailCallRefArgs();
      instance.clearTailCall();
      if (function >= EndiveInstance.FIRST_FOREIGN) {
        return callWithRefs(function, lanes, references);
      }
      var results = enter(function, lanes, references);
      if (!instance.isTailCallPending()) {
        return results;
      }
    }
  }
}
