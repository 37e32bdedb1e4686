package dev.morph.runtime.sandbox;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.FuelTable;
import dev.morph.engine.meter.MeterFacts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one extension may still use: fuel, bytes of objects, depth of recursion. All its metered
 * instances import the counters of one budget. It belongs to the thread that is inside them.
 *
 * <p>A call is {@link #fill}, entering the guest, and then {@link #exhausted}, whether the guest
 * returned or trapped: an exhausted counter is what ended it, and the instance is dropped.
 */
final class FuelBudget {
  private final Global fuel;
  private final Global objects;
  private final Global depth;
  private long filledFuel;
  private long filledObjects;

  /** Which counter is below zero. */
  enum Exhausted {
    /** {@code limit-fuel}. */
    FUEL,
    /** {@code limit-gc-alloc}: all objects of the call together. */
    OBJECTS,
    /** {@code limit-gc-alloc}: a single object above the cap. */
    OBJECT_SIZE,
    /** {@code guest-trap}: functions that can recurse, nested too deep. */
    DEPTH
  }

  private FuelBudget(Instance counters) {
    fuel = global(counters, Counters.FUEL);
    objects = global(counters, Counters.GC_ALLOC);
    depth = global(counters, Counters.STACK_DEPTH);
  }

  private static Global global(Instance counters, String name) {
    return Objects.requireNonNull(counters.global(name));
  }

  /** What budgets of an engine are made from; kept as long as the engine. */
  static CompiledModule counters(Engine engine) {
    return engine.compile(Counters.module());
  }

  /** A budget of nothing. */
  static FuelBudget of(CompiledModule counters) {
    return new FuelBudget(counters.instantiate(Imports.none(), MemoryBudget.unlimited()));
  }

  /** Gives the counters to a metered module. */
  void putInto(Imports.Builder imports) {
    imports
        .put(Counters.MODULE, Counters.FUEL, fuel)
        .put(Counters.MODULE, Counters.GC_ALLOC, objects)
        .put(Counters.MODULE, Counters.STACK_DEPTH, depth);
  }

  /** Starts a call with so much. */
  void fill(long fuelLeft, long objectBytesLeft, int depthLeft) {
    filledFuel = fuelLeft;
    filledObjects = objectBytesLeft;
    fuel.set(fuelLeft);
    objects.set(objectBytesLeft);
    depth.set(depthLeft);
  }

  /** Takes what the constant expressions of a module use; before an instance is made. */
  void takeSetup(MeterFacts facts) {
    fuel.set(fuel.get() - facts.setupFuel());
    objects.set(objects.get() - facts.setupObjectBytes());
  }

  /**
   * Charges a host call; during it, as the guest reads the counter again behind it.
   *
   * @param bytes what request and reply moved, added up
   * @return false if that was more than is left: the call is to end here
   */
  boolean takeHostCall(long bytes) {
    fuel.set(fuel.get() - FuelTable.hostCall(bytes));
    return fuel.get() >= 0;
  }

  private int depthLeft() {
    return (int) depth.get();
  }

  /** Fuel used since the call started. */
  long fuelUsed() {
    return filledFuel - fuel.get();
  }

  /** Bytes of objects made since the call started. */
  long objectBytesUsed() {
    return filledObjects - objects.get();
  }

  /** What ended the call, or null if nothing is exhausted. */
  @Nullable Exhausted exhausted() {
    if (fuel.get() < 0) {
      return Exhausted.FUEL;
    }
    if (objects.get() < 0) {
      return objectBytesUsed() >= Counters.TOO_LARGE ? Exhausted.OBJECT_SIZE : Exhausted.OBJECTS;
    }
    return depthLeft() < 0 ? Exhausted.DEPTH : null;
  }
}
