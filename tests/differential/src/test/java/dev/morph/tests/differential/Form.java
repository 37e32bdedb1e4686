package dev.morph.tests.differential;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.Values;
import dev.morph.engine.meter.FuelBudget;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.engine.meter.MeteredCode;
import dev.morph.engine.meter.StructuralLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One of the four ways in which a module is run: compiled or interpreted, metered or not. Has one
 * instance at a time.
 */
final class Form {
  /** Little, so that a loop without end is soon over; a page of memory costs 1,000. */
  private static final long FUEL = 100_000;

  private static final long OBJECT_BYTES = 4 << 20;
  private static final int DEPTH = 200;
  private static final long MEMORY_BYTES = 8 << 20;
  private static final int TABLE_ELEMENTS = 20_000;

  /** What is left of the budgets. */
  record Left(long fuel, long objectBytes, int depth) {
    boolean isExhausted() {
      return fuel < 0 || objectBytes < 0 || depth < 0;
    }
  }

  private final String name;
  private final CompiledModule module;
  private final @Nullable FuelBudget budget;
  private @Nullable Instance instance;

  private Form(String name, CompiledModule module, @Nullable FuelBudget budget) {
    this.name = name;
    this.module = module;
    this.budget = budget;
  }

  /** The module as it is. */
  static Form plain(Engine engine, byte[] wasm) {
    return new Form(engine.name() + ", not metered", engine.compile(wasm), null);
  }

  /** The module as Morph runs it. */
  static Form metered(Engine engine, byte[] wasm) {
    return new Form(
        engine.name() + ", metered",
        MeteredCode.compile(engine, wasm, StructuralLimits.defaults(), MeterOptions.defaults()),
        FuelBudget.of(FuelBudget.counters(engine)));
  }

  CompiledModule module() {
    return module;
  }

  /** Makes an instance; the start function counts. */
  Outcome instantiate() {
    instance = null;
    return end(() -> {
      Imports.Builder imports = Imports.builder();
      if (budget != null) {
        budget.putInto(imports);
      }
      instance = module.instantiate(imports.build(), MemoryBudget.of(MEMORY_BYTES, TABLE_ELEMENTS));
      return Values.of();
    });
  }

  Outcome call(String export, Arguments arguments) {
    Values values = arguments.forInstance(this::function);
    return end(() -> function(export).callWithReferences(values));
  }

  private GuestFunction function(String export) {
    return Objects.requireNonNull(Objects.requireNonNull(instance).function(export));
  }

  private Outcome end(Supplier<Values> action) {
    if (budget != null) {
      budget.fill(FUEL, OBJECT_BYTES, DEPTH);
    }
    try {
      Values results = action.get();
      return left().isExhausted() ? new Outcome.Exhausted() : Outcome.of(results);
    } catch (Trap trap) {
      return left().isExhausted() ? new Outcome.Exhausted() : new Outcome.Trapped(trap.kind());
    }
  }

  /** What the last call left; what is not metered uses nothing. */
  Left left() {
    return budget == null
        ? new Left(FUEL, OBJECT_BYTES, DEPTH)
        : new Left(budget.fuelLeft(), budget.objectBytesLeft(), budget.depthLeft());
  }

  /** All that the instance holds and the host can see; the module exports everything. */
  List<String> state() {
    Instance seen = Objects.requireNonNull(instance);
    var state = new ArrayList<String>();
    for (ExportType export : module.exports()) {
      switch (export.type()) {
        case ExternType.Memory _ ->
            state.add(memory(Objects.requireNonNull(seen.memory(export.name()))));
        case ExternType.Table _ ->
            state.add(table(Objects.requireNonNull(seen.table(export.name()))));
        case ExternType.Global _ ->
            state.add(global(Objects.requireNonNull(seen.global(export.name()))));
        case ExternType.Function _, ExternType.Tag _ -> {} // have no state
      }
    }
    return state;
  }

  private static String memory(Memory memory) {
    int size = Math.toIntExact(memory.byteSize());
    var sum = new CRC32();
    sum.update(memory.read(0, size));
    return "memory of " + size + " bytes with sum " + Long.toHexString(sum.getValue());
  }

  private static String table(Table table) {
    var text = new StringBuilder("table of " + table.size());
    for (long i = 0; i < table.size(); i++) {
      Object element = table.get(i);
      if (element != null) {
        text.append(' ').append(i).append('=').append(Outcome.reference(element));
      }
    }
    return text.toString();
  }

  private static String global(Global global) {
    return switch (global.type().type()) {
      case I32, I64, F32, F64 -> "global " + Long.toHexString(global.get());
      case V128 ->
          "global " + Long.toHexString(global.getHigh()) + " " + Long.toHexString(global.get());
      case FUNCREF, EXTERNREF, OTHER_REF -> "global " + Outcome.reference(global.getReference());
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
