package dev.morph.engine.tck;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.meter.Counters;
import java.util.Objects;

/** The three counters of metered modules. */
record CounterSet(Global fuel, Global objects, Global depth) {
  static final long FUEL = 10_000_000_000L;
  static final long OBJECTS = 4L << 30;

  static CounterSet of(Engine engine) {
    Instance owner =
        engine.compile(Counters.module()).instantiate(Imports.none(), MemoryBudget.unlimited());
    return new CounterSet(
        global(owner, Counters.FUEL),
        global(owner, Counters.GC_ALLOC),
        global(owner, Counters.STACK_DEPTH));
  }

  private static Global global(Instance owner, String name) {
    return Objects.requireNonNull(owner.global(name));
  }

  void set(long fuelLeft, long objectBytesLeft, int depthLeft) {
    fuel.set(fuelLeft);
    objects.set(objectBytesLeft);
    depth.set(depthLeft);
  }

  /** What is left; below zero is exhausted. */
  int depthLeft() {
    return (int) depth.get();
  }

  /** True if the last trap was the pass's own. */
  boolean exhausted() {
    return fuel.get() < 0 || objects.get() < 0 || depthLeft() < 0;
  }

  Imports.Builder putInto(Imports.Builder imports) {
    return imports
        .put(Counters.MODULE, Counters.FUEL, fuel)
        .put(Counters.MODULE, Counters.GC_ALLOC, objects)
        .put(Counters.MODULE, Counters.STACK_DEPTH, depth);
  }
}
