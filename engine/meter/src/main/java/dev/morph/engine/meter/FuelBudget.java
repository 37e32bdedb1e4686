package dev.morph.engine.meter;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Trap;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The host's side of {@link Counters}: what one extension may still use of fuel, bytes of objects
 * and depth of recursion. All its metered instances import the counters of one budget. It belongs
 * to the thread that is inside them; only {@link #objectBytesUsed} may be asked by another, which
 * may see it late.
 *
 * <p>The counters of fuel and of objects hold a slice, the rest is in reserve: code that used up
 * its slice comes to the host for the next, and there the engine ends a call whose thread was
 * interrupted. Where the slices begin shows nowhere.
 *
 * <p>A call is {@link #fill}, entering the guest, and then {@link #exhausted}, whether the guest
 * returned or trapped: what is exhausted is what ended the call, and the instance is dropped.
 */
public final class FuelBudget {
  /** Fuel that code uses before it comes back: about a thousandth of a second, compiled. */
  static final long SLICE = 1L << 20;

  /** Bytes of objects that code makes before it comes back. */
  static final long OBJECT_SLICE = 1L << 18;

  private final Global fuel;
  private final Global objects;
  private final Global depth;
  private final HostFunction refill;
  private final LongConsumer onObjects;
  private long reserve;
  private volatile long objectReserve;
  private long filledFuel;
  private long filledObjects;

  /** What is used up. */
  public enum Exhausted {
    /** {@code limit-fuel}. */
    FUEL,
    /** {@code limit-gc-alloc}: all objects of the call together. */
    OBJECTS,
    /** {@code limit-gc-alloc}: a single object above the cap. */
    OBJECT_SIZE,
    /** {@code guest-trap}: functions that can recurse, nested too deep. */
    DEPTH
  }

  private FuelBudget(Instance counters, LongConsumer onObjects) {
    this.onObjects = onObjects;
    fuel = global(counters, Counters.FUEL);
    objects = global(counters, Counters.GC_ALLOC);
    depth = global(counters, Counters.STACK_DEPTH);
    refill =
        HostFunction.of(Counters.REFILL_TYPE, (caller, lanes) -> new long[] {refilled(lanes[0])});
  }

  private static Global global(Instance counters, String name) {
    return Objects.requireNonNull(counters.global(name));
  }

  /** What budgets of an engine are made from; kept as long as the engine. */
  public static CompiledModule counters(Engine engine) {
    return engine.compile(Counters.module());
  }

  /**
   * A budget of nothing.
   *
   * @param counters as {@link #counters} compiles it
   */
  public static FuelBudget of(CompiledModule counters) {
    return of(counters, bytes -> {});
  }

  /**
   * A budget of nothing.
   *
   * @param counters as {@link #counters} compiles it
   * @param onObjects told, slice by slice, for how many more bytes of objects code is about to get
   *     leave, on its thread; it may wait
   */
  public static FuelBudget of(CompiledModule counters, LongConsumer onObjects) {
    return new FuelBudget(
        counters.instantiate(Imports.none(), MemoryBudget.unlimited()), onObjects);
  }

  /** Gives the counters to a metered module. */
  public Imports.Builder putInto(Imports.Builder imports) {
    return imports
        .put(Counters.MODULE, Counters.FUEL, fuel)
        .put(Counters.MODULE, Counters.GC_ALLOC, objects)
        .put(Counters.MODULE, Counters.STACK_DEPTH, depth)
        .put(Counters.MODULE, Counters.REFILL, refill);
  }

  /** Starts a call with so much; none is negative. */
  public void fill(long fuelLeft, long objectBytesLeft, int depthLeft) {
    filledFuel = fuelLeft;
    filledObjects = objectBytesLeft;
    long slice = Math.min(fuelLeft, SLICE);
    reserve = fuelLeft - slice;
    fuel.set(slice);
    objects.set(0);
    objectReserve = objectBytesLeft;
    depth.set(depthLeft);
  }

  /** Takes what the constant expressions of a module use; before an instance is made. */
  public void takeSetup(MeterFacts facts) {
    take(facts.setupFuel());
    objects.set(objects.get() - facts.setupObjectBytes());
  }

  /**
   * Charges a host call; during it, as the guest reads the counter again behind it.
   *
   * @param bytes what request and reply moved, added up
   * @return false if that was more than is left: the call is to end here
   */
  public boolean takeHostCall(long bytes) {
    take(FuelTable.hostCall(bytes));
    return fuelLeft() >= 0;
  }

  /** Takes fuel while no guest runs, or during a host call. */
  private void take(long amount) {
    fuel.set(fuel.get() - amount);
  }

  /** The guest's code found a counter below zero; the fuel is in its hands. */
  private long refilled(long left) {
    fuel.set(left);
    Exhausted what = exhausted();
    if (what != null) {
      throw new Trap(Trap.Kind.OTHER, "the call used up what it was given: " + what);
    }
    long more = left < 0 ? Math.min(reserve, SLICE - left) : 0;
    reserve -= more;
    fuel.set(left + more);
    if (objects.get() < 0) {
      refillObjects();
    }
    return left + more;
  }

  private void refillObjects() {
    long more = Math.min(objectReserve, OBJECT_SLICE - objects.get());
    onObjects.accept(more);
    objectReserve -= more;
    objects.set(objects.get() + more);
  }

  /** Fuel that is left, with the reserve; below zero if it is exhausted. */
  public long fuelLeft() {
    return fuel.get() + reserve;
  }

  /** Bytes of objects that may still be made; below zero if they are exhausted. */
  public long objectBytesLeft() {
    return objects.get() + objectReserve;
  }

  /** Nested calls that may still be made; below zero if they are exhausted. */
  public int depthLeft() {
    return (int) depth.get();
  }

  /** Fuel used since the call started. */
  public long fuelUsed() {
    return filledFuel - fuelLeft();
  }

  /** Bytes of objects made since the call started. */
  public long objectBytesUsed() {
    return filledObjects - objectBytesLeft();
  }

  /** What ended the call, or null if nothing is exhausted; fuel first, then objects. */
  public @Nullable Exhausted exhausted() {
    if (fuelLeft() < 0) {
      return Exhausted.FUEL;
    }
    if (objectBytesLeft() < 0) {
      return objectBytesUsed() >= Counters.TOO_LARGE ? Exhausted.OBJECT_SIZE : Exhausted.OBJECTS;
    }
    return depthLeft() < 0 ? Exhausted.DEPTH : null;
  }
}
