package dev.morph.engine.tck;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Trap;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.FuelBudget;
import dev.morph.testkit.Wat;

/** A metered instance of a guest written as text, and its counters. */
record MeteredGuest(Instance instance, FuelBudget counters) {
  static final long FUEL = 10_000_000_000L;
  static final long OBJECTS = 4L << 30;
  static final int DEPTH = 10_000;

  static MeteredGuest of(Engine engine, String wat) {
    return of(engine, wat, Imports.builder());
  }

  static MeteredGuest of(Engine engine, String wat, Imports.Builder imports) {
    return of(engine, wat, imports, FuelBudget.of(FuelBudget.counters(engine)));
  }

  static MeteredGuest of(Engine engine, String wat, Imports.Builder imports, FuelBudget counters) {
    counters.fill(FUEL, OBJECTS, DEPTH);
    byte[] metered = MeteringEngine.meter(Wat.assemble(wat)).bytes();
    return new MeteredGuest(
        engine
            .compileMetered(metered, Counters.MODULE)
            .instantiate(counters.putInto(imports).build(), MemoryBudget.of(64L << 20, 100_000)),
        counters);
  }

  /** Calls with plenty of everything; the results. */
  long[] call(String name, long... arguments) {
    counters.fill(FUEL, OBJECTS, DEPTH);
    return EngineCases.function(instance, name).call(arguments);
  }

  /** What a call uses. */
  long fuel(String name, long... arguments) {
    call(name, arguments);
    return fuelUsed();
  }

  /** What the last call used. */
  long fuelUsed() {
    return counters.fuelUsed();
  }

  /** How many bytes of objects the last call made. */
  long objectBytes() {
    return counters.objectBytesUsed();
  }

  /** Calls with so much: true if that is not enough, false if it returns. */
  boolean exhausts(long fuel, long objectBytes, int depth, String name, long... arguments) {
    counters.fill(fuel, objectBytes, depth);
    try {
      EngineCases.function(instance, name).call(arguments);
    } catch (Trap trap) {
      if (counters.exhausted() == null) {
        throw trap;
      }
    }
    return counters.exhausted() != null;
  }

  boolean exhaustsFuel(long fuel, String name, long... arguments) {
    return exhausts(fuel, OBJECTS, DEPTH, name, arguments) && counters.fuelLeft() < 0;
  }
}
