package dev.morph.engine.tck;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Trap;
import dev.morph.testkit.Wat;

/** A metered instance of a guest written as text, and its counters. */
record MeteredGuest(Instance instance, CounterSet counters) {
  static final int DEPTH = 10_000;

  static MeteredGuest of(Engine engine, String wat) {
    return of(engine, wat, Imports.builder());
  }

  static MeteredGuest of(Engine engine, String wat, Imports.Builder imports) {
    return of(engine, wat, imports, CounterSet.of(engine));
  }

  static MeteredGuest of(Engine engine, String wat, Imports.Builder imports, CounterSet counters) {
    counters.set(CounterSet.FUEL, CounterSet.OBJECTS, DEPTH);
    byte[] metered = MeteringEngine.meter(Wat.assemble(wat)).bytes();
    return new MeteredGuest(
        engine
            .compile(metered)
            .instantiate(counters.putInto(imports).build(), MemoryBudget.of(64L << 20, 100_000)),
        counters);
  }

  /** Calls with plenty of everything; the results. */
  long[] call(String name, long... arguments) {
    counters.set(CounterSet.FUEL, CounterSet.OBJECTS, DEPTH);
    return EngineCases.function(instance, name).call(arguments);
  }

  /** What a call uses. */
  long fuel(String name, long... arguments) {
    call(name, arguments);
    return fuelUsed();
  }

  /** What the last call used. */
  long fuelUsed() {
    return CounterSet.FUEL - counters.fuel().get();
  }

  /** How many bytes of objects the last call made. */
  long objectBytes() {
    return CounterSet.OBJECTS - counters.objects().get();
  }

  /** Calls with so much: true if a counter falls below zero, false if it returns. */
  boolean exhausts(long fuel, long objectBytes, int depth, String name, long... arguments) {
    counters.set(fuel, objectBytes, depth);
    try {
      EngineCases.function(instance, name).call(arguments);
      return false;
    } catch (Trap trap) {
      if (!counters.exhausted()) {
        throw trap;
      }
      return true;
    }
  }

  boolean exhaustsFuel(long fuel, String name, long... arguments) {
    return exhausts(fuel, CounterSet.OBJECTS, DEPTH, name, arguments) && counters.fuel().get() < 0;
  }
}
