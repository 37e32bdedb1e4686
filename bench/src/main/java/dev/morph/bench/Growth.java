package dev.morph.bench;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Validator;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.engine.meter.MeteredCode;
import dev.morph.engine.meter.StructuralLimits;
import dev.morph.host.cache.CompileCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How cost grows with the size of a module, and with the number of live instances. Times are
 * processor time of the calling thread, medians, in a JVM that has compiled modules before: other
 * work on the machine does not count, nor does what the JIT does on threads of its own.
 *
 * @param sizes by size of the module
 * @param crowds by number of instances
 */
record Growth(List<Size> sizes, List<Crowd> crowds) {
  private static final List<Integer> KILOBYTES = List.of(10, 100, 1_000, 10_000);
  private static final List<Integer> COUNTS = List.of(1, 10, 100, 1_000, 10_000);
  private static final int CROWD_KILOBYTES = 100;
  private static final int CALLS = 20_000;
  private static final int CALL_ROUNDS = 9;
  private static final int WARM_UP_ROUNDS = 6;
  private static final long PLENTY = 1L << 60;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * What a module of one size takes, in nanoseconds.
   *
   * @param check decode, caps, validate, meter
   * @param compile what the engine makes of the metered form, compiled
   * @param cold from the bytes to the answer of the first call, compiled
   * @param cached the same with its code in the compile cache
   * @param interpreted the same, interpreted
   */
  record Size(int bytes, long check, long compile, long cold, long cached, long interpreted) {}

  /**
   * What instances take that are alive together.
   *
   * @param callNanos a call, each of another instance in turn
   * @param instanceBytes heap of an idle instance, without its linear memory
   */
  record Crowd(int instances, double callNanos, double instanceBytes) {}

  /** Measures; takes some minutes. */
  static Growth measure() throws IOException {
    Path folder = Files.createTempDirectory("growth");
    try {
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        size(CROWD_KILOBYTES, folder.resolve("warm-up" + i));
      }
      List<Size> sizes = new ArrayList<>();
      for (int kilobytes : KILOBYTES) {
        sizes.add(size(kilobytes, folder.resolve(Integer.toString(kilobytes))));
      }
      List<Crowd> crowds = new ArrayList<>();
      for (int count : COUNTS) {
        crowds.add(crowd(count));
      }
      return new Growth(sizes, crowds);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Size size(int kilobytes, Path folder) {
    byte[] wasm = GrownModule.of(kilobytes * 1_000);
    byte[] metered = checked(wasm);
    var cache =
        CompileCache.in(
            folder,
            CompileCache.DEFAULT_MAX_BYTES,
            warning -> {
              throw new IllegalStateException(warning);
            });
    Engine caching = EndiveEngine.compiled(cache);
    int expected = firstCall(caching, wasm);
    int rounds = kilobytes >= 10_000 ? 1 : kilobytes >= 1_000 ? 5 : 15;
    Supplier<Integer> cold = () -> firstCall(EndiveEngine.compiled(), wasm);
    Supplier<Integer> cached = () -> firstCall(caching, wasm);
    Supplier<Integer> interpreted = () -> firstCall(EndiveEngine.interpreted(), wasm);
    for (Supplier<Integer> way : List.of(cached, interpreted)) {
      if (way.get() != expected) {
        throw new IllegalStateException("the first call answers differently");
      }
    }
    return new Size(
        wasm.length,
        median(rounds, () -> checked(wasm)),
        median(rounds, () -> EndiveEngine.compiled().compile(metered)),
        median(rounds, cold),
        median(rounds, cached),
        median(rounds, interpreted));
  }

  private static byte[] checked(byte[] wasm) {
    StructuralLimits.defaults().checkSections(wasm);
    ModuleBinary module = ModuleBinary.decode(wasm);
    StructuralLimits.defaults().check(module);
    Validator.validate(module);
    return Meter.meter(module, MeterOptions.defaults()).bytes();
  }

  private static CompiledModule compiled(Engine engine, byte[] wasm) {
    return MeteredCode.compile(engine, wasm, StructuralLimits.defaults(), MeterOptions.defaults());
  }

  private static int firstCall(Engine engine, byte[] wasm) {
    CompiledModule counters = engine.compile(Counters.module());
    return (int) Guest.of(compiled(engine, wasm), counters).call();
  }

  private static long median(int rounds, Supplier<?> action) {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      Objects.requireNonNull(action.get());
      nanos[i] = THREADS.getCurrentThreadCpuTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[rounds / 2];
  }

  /** An instance with counters of its own, as each extension has. */
  private record Guest(Instance instance, GuestFunction run, Global fuel) {
    static Guest of(CompiledModule module, CompiledModule counters) {
      Instance own = counters.instantiate(Imports.none(), MemoryBudget.unlimited());
      Global fuel = Objects.requireNonNull(own.global(Counters.FUEL));
      Global depth = Objects.requireNonNull(own.global(Counters.STACK_DEPTH));
      Global objects = Objects.requireNonNull(own.global(Counters.GC_ALLOC));
      fuel.set(PLENTY);
      objects.set(PLENTY);
      depth.set(10_000);
      Imports imports =
          Imports.builder()
              .put(Counters.MODULE, Counters.FUEL, fuel)
              .put(Counters.MODULE, Counters.GC_ALLOC, objects)
              .put(Counters.MODULE, Counters.STACK_DEPTH, depth)
              .build();
      Instance instance = module.instantiate(imports, MemoryBudget.of(1L << 20, 1_000));
      return new Guest(instance, Objects.requireNonNull(instance.function("run")), fuel);
    }

    long call() {
      fuel.set(PLENTY);
      return run.call(7)[0];
    }
  }

  private static Crowd crowd(int count) {
    Engine engine = EndiveEngine.compiled();
    CompiledModule counters = engine.compile(Counters.module());
    CompiledModule module = compiled(engine, GrownModule.of(CROWD_KILOBYTES * 1_000));
    Guest warm = Guest.of(module, counters);
    for (int i = 0; i < CALLS; i++) {
      warm.call();
    }
    List<Guest> guests = new ArrayList<>(count);
    long before = usedHeap();
    for (int i = 0; i < count; i++) {
      Guest guest = Guest.of(module, counters);
      guest.call();
      guests.add(guest);
    }
    double bytes = (usedHeap() - before) / (double) count - Memory.PAGE_BYTES;
    long nanos =
        median(
            CALL_ROUNDS,
            () -> {
              long sum = 0;
              for (int i = 0; i < CALLS; i++) {
                sum += guests.get(i % count).call();
              }
              return sum;
            });
    return new Crowd(count, nanos / (double) CALLS, bytes);
  }

  /** What is reachable; the collector is asked until it finds no more. */
  private static long usedHeap() {
    var memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** The plots, as files beside the document. */
  void draw(Path document) {
    Path folder = Objects.requireNonNull(document.toAbsolutePath().getParent());
    try {
      Files.writeString(folder.resolve("growth-modules.svg"), modules().svg());
      Files.writeString(folder.resolve("growth-instances.svg"), instances().svg());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Plot modules() {
    return new Plot("Time by size of the module", "size of the module", "processor time")
        .x(Plot.Unit.BYTES)
        .y(Plot.Unit.NANOS)
        .line("first call, compiled, cold", sizes.stream().map(s -> point(s, s.cold)).toList())
        .line("the engine's compile alone", sizes.stream().map(s -> point(s, s.compile)).toList())
        .line("first call, from the cache", sizes.stream().map(s -> point(s, s.cached)).toList())
        .line("first call, interpreted", sizes.stream().map(s -> point(s, s.interpreted)).toList())
        .line("decode to meter", sizes.stream().map(s -> point(s, s.check)).toList());
  }

  private static Plot.Point point(Size size, long nanos) {
    return new Plot.Point(size.bytes, nanos);
  }

  private Plot instances() {
    return new Plot("A call by number of live instances", "live instances", "time of a call")
        .x(Plot.Unit.COUNT)
        .y(Plot.Unit.NANOS)
        .line(
            "a call, each of another instance",
            crowds.stream().map(c -> new Plot.Point(c.instances, c.callNanos)).toList());
  }
}
