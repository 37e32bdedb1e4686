package dev.morph.engine.endive;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.Machine;
import run.endive.runtime.internal.CompilerInterpreterMachine;

/**
 * The machine of an instance: every entry to interpreted code gets an interpreter of its own,
 * because Endive's keeps one operand stack, which a call that re-enters the instance would spoil.
 */
final class EntryMachine implements Machine {
  /** The instance it belongs to, so that references met in tables lead back to it. */
  final EndiveInstance owner;

  private final Instance instance;
  private final @Nullable Machine generated;
  private final boolean[] interpreted;
  private final int[] interpretedIds;

  EntryMachine(EndiveInstance owner, Instance instance, @Nullable CodeGenerator code) {
    this.owner = owner;
    this.instance = instance;
    this.generated = code == null ? null : code.machines().apply(instance);
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
      return new InterpreterMachine(instance);
    }
    return function < interpreted.length && interpreted[function]
        ? new CompilerInterpreterMachine(instance, interpretedIds)
        : code;
  }

  @Override
  public long[] call(int function, long[] lanes) {
    return machine(function).call(function, lanes);
  }

  @Override
  public long[] call(int function, long[] lanes, Object[] references) {
    var machine = machine(function);
    return machine == generated
        ? machine.call(function, lanes, references)
        : machine.callWithRefs(function, lanes, references).longs();
  }

  @Override
  public CallResult callWithRefs(int function, long[] lanes, Object[] references) {
    return machine(function).callWithRefs(function, lanes, references);
  }
}
