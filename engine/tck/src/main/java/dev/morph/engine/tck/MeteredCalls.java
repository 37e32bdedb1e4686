package dev.morph.engine.tck;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Snapshot;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.Values;
import dev.morph.engine.meter.FuelBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls of metered guests and notes what each used. Where the state of the instance can be
 * put back, a call is made three times: with plenty of fuel, which tells how much it uses; with one
 * less than that, which must be exhausted; and with just that, which must be enough.
 */
final class MeteredCalls {
  /** Enough for what the core suite's guests recurse, and not much for an interpreter's stack. */
  static final int DEPTH = 300;

  /**
   * What a call, or making an instance, used.
   *
   * @param outcome {@code "returns"} or the trap's kind
   * @param exhaustedAt what the counter said with one less than it needs, or 0 if not tried
   */
  record Used(String name, long fuel, long objectBytes, String outcome, long exhaustedAt) {}

  private final FuelBudget counters;
  private final List<Used> log = new ArrayList<>();

  private MeteredCalls(FuelBudget counters) {
    this.counters = counters;
  }

  static MeteredCalls of(Engine engine) {
    return new MeteredCalls(FuelBudget.of(FuelBudget.counters(engine)));
  }

  FuelBudget counters() {
    return counters;
  }

  /** All calls so far, in order. */
  List<Used> log() {
    return log;
  }

  /** Makes an instance. */
  Instance made(CompiledModule module, Supplier<Instance> making) {
    return run("instance", making, null);
  }

  private <T> T run(String name, Supplier<T> action, @Nullable Snapshot before) {
    fill(MeteredGuest.FUEL);
    T result;
    long used;
    long objects;
    try {
      result = action.get();
      used = counters.fuelUsed();
      objects = counters.objectBytesUsed();
    } catch (Trap trap) {
      Trap told = told(trap);
      used = counters.fuelUsed();
      objects = counters.objectBytesUsed();
      log.add(new Used(name, used, objects, told.kind().name(), 0));
      throw told;
    }
    if (before == null || used == 0) {
      log.add(new Used(name, used, objects, "returns", 0));
      return result;
    }
    before.restore();
    long exhaustedAt = exhaust(name, used - 1, action);
    log.add(new Used(name, used, objects, "returns", exhaustedAt));
    before.restore();
    fill(used);
    result = action.get();
    if (counters.fuelLeft() != 0) {
      throw new AssertionError(
          name + " used " + used + " fuel, then " + (used - counters.fuelLeft()));
    }
    return result;
  }

  private long exhaust(String name, long fuel, Supplier<?> action) {
    fill(fuel);
    try {
      var _ = action.get();
    } catch (Trap trap) {
      if (counters.fuelLeft() >= 0) {
        throw new AssertionError(name + " with " + fuel + " fuel", trap);
      }
    }
    if (counters.fuelLeft() >= 0) {
      throw new AssertionError(name + " was content with " + fuel + " fuel, less than it used");
    }
    return counters.fuelLeft();
  }

  private void fill(long fuel) {
    counters.fill(fuel, MeteredGuest.OBJECTS, DEPTH);
  }

  /** Too deep a recursion is known by its counter, not by the trap. */
  private Trap told(Trap trap) {
    return counters.depthLeft() < 0
        ? new Trap(Trap.Kind.STACK_OVERFLOW, "stack-depth is exhausted", trap)
        : trap;
  }

  /** A guest's function whose calls are counted. */
  record Counted(GuestFunction function, String name, MeteredInstance owner, MeteredCalls calls)
      implements GuestFunction {
    @Override
    public FunctionType type() {
      return function.type();
    }

    @Override
    public long[] call(long... lanes) {
      return calls.run(name, () -> function.call(lanes), owner.state());
    }

    @Override
    public Values callWithReferences(Values arguments) {
      return calls.run(name, () -> function.callWithReferences(arguments), owner.state());
    }
  }

  /** Whether all that calls can change is the instance's own. */
  static boolean isAlone(CompiledModule module) {
    for (ImportType wanted : module.imports()) {
      boolean harmless =
          wanted.type() instanceof ExternType.Function
              || wanted.type() instanceof ExternType.Global global && !global.mutable();
      if (!harmless || !wanted.module().equals("spectest")) {
        return false;
      }
    }
    return true;
  }
}
