package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.FuelBudget;
import dev.morph.engine.meter.MeteredCode;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one instance may use of what its code counts, and the error of a call that used
 * it up. Code that was not metered counts nothing. Belongs to the instance's thread, but for {@link
 * #gcBytesUsed}, whose value another thread may see late.
 */
final class CallBudgets {
  private final @Nullable FuelBudget budget;
  private long fuelGiven;
  private long gcBytesGiven;
  private long depthGiven;

  private CallBudgets(@Nullable FuelBudget budget) {
    this.budget = budget;
  }

  /** True if the module was metered. */
  static boolean areCountedBy(CompiledModule module) {
    return module instanceof MeteredCode
        || module.imports().stream().anyMatch(CallBudgets::isCounter);
  }

  /** True for the import of a counter. */
  static boolean isCounter(ImportType wanted) {
    return wanted.module().equals(Counters.MODULE);
  }

  /** Of code that counts nothing: nothing runs out. */
  static CallBudgets none() {
    return new CallBudgets(null);
  }

  /**
   * With counters of their own.
   *
   * @param counters as {@link FuelBudget#counters} compiles it
   */
  static CallBudgets of(CompiledModule counters) {
    return new CallBudgets(FuelBudget.of(counters, Watchdog::objectsAreMade));
  }

  /** Gives the counters to a module. */
  void putInto(Imports.Builder imports) {
    if (budget != null) {
      budget.putInto(imports);
    }
  }

  /** True if the code counts. */
  boolean metered() {
    return budget != null;
  }

  /** Starts a call with so much. */
  void begin(long fuel, long gcBytes, long depth) {
    fuelGiven = fuel;
    gcBytesGiven = gcBytes;
    depthGiven = depth;
    if (budget != null) {
      budget.fill(fuel, gcBytes, Math.toIntExact(depth));
    }
  }

  /** Takes what the constant expressions of a module use, before an instance of it is made. */
  void takeSetup(CompiledModule module) {
    if (budget != null && module instanceof MeteredCode metered) {
      budget.takeSetup(metered.meterFacts());
    }
  }

  /** Takes the fuel of a host call. */
  void takeHostCall(long bytes) {
    if (budget != null) {
      boolean left = budget.takeHostCall(bytes);
      assert left || budget.exhausted() != null : "what is not left is exhausted";
    }
  }

  /** Fuel used since the call began; -1 where none is counted. */
  long fuelUsed() {
    return budget == null ? -1 : budget.fuelUsed();
  }

  /** Bytes of objects made since the call began, freed ones included; -1 where none are counted. */
  long gcBytesUsed() {
    return budget == null ? -1 : Math.min(budget.objectBytesUsed(), Counters.TOO_LARGE);
  }

  /** The error of a call that used up a budget, or null. */
  @Nullable MorphException exhausted(Limits limits) {
    return budget == null
        ? null
        : switch (budget.exhausted()) {
          case null -> null;
          case FUEL ->
              exceeded(
                  ErrorCode.LIMIT_FUEL,
                  fuelGiven == limits.value(Limit.FUEL)
                      ? "the call used more fuel than its limit of "
                          + Limit.FUEL.show(fuelGiven)
                          + "; raise it with --limit fuel=N"
                      : "the extension used more fuel than the "
                          + Limit.FUEL.show(fuelGiven)
                          + " that it has to start and describe itself, which no limit raises",
                  fuelGiven);
          case OBJECTS ->
              exceeded(
                  ErrorCode.LIMIT_GC_ALLOC,
                  "the call allocated more objects than its limit of "
                      + Limit.GC_ALLOC.show(gcBytesGiven)
                      + "; raise it with --limit gc-alloc=SIZE",
                  gcBytesGiven);
          case OBJECT_SIZE ->
              new MorphException(
                  ErrorCode.LIMIT_GC_ALLOC,
                  "the guest asked for one object of more than 64 MiB, which no limit raises");
          case DEPTH ->
              new MorphException(
                  ErrorCode.GUEST_TRAP,
                  "the guest trapped: more than "
                      + Limit.STACK_DEPTH.show(depthGiven)
                      + " nested calls (stack-depth)",
                  JsonObject.builder()
                      .put("trap", "stack-overflow")
                      .put("limit", depthGiven)
                      .build());
        };
  }

  private static MorphException exceeded(ErrorCode code, String message, long limit) {
    return new MorphException(code, message, JsonObject.builder().put("limit", limit).build());
  }
}
