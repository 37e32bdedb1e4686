package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.component.abi.AbiException;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Snapshot;
import dev.morph.engine.api.Trap;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of an extension with its host functions. Belongs to one thread at a time, and is in
 * one call at a time.
 */
final class GuestInstance {
  private final MemoryBudget budget;
  private final Instance instance;
  private ActiveCall call;
  private boolean insideImport;
  private boolean atWork = true;
  private @Nullable Snapshot start;
  private @Nullable GuestAbi abi;

  private final CallBudgets budgets;
  private final boolean collected;
  private long fuelSetup;

  /** The capabilities whose functions it imports. */
  private final Map<Capability.Configured, Capability.Prepared> capabilities =
      new IdentityHashMap<>();

  private GuestInstance(LoadedModule module, ActiveCall setup) {
    Limits limits = module.settings().limits();
    if (limits.value(Limit.INSTANCES) < 1) {
      throw new MorphException(
          ErrorCode.LIMIT_INSTANCES,
          "the extension needs 1 instance, the limit is 0; raise it with --limit instances=N",
          JsonObject.builder().put("wanted", 1).put("limit", 0).build());
    }
    this.budget = MemoryBudget.of(limits.value(Limit.MEMORY), limits.value(Limit.TABLE_ELEMENTS));
    this.call = setup;
    this.budgets = module.newBudgets();
    this.collected = module.hasObjects();
    setup.begin(budgets, collected);
    budgets.takeSetup(module.compiled());
    setup.checkDeadline();
    Imports.Builder imports = Imports.builder();
    budgets.putInto(imports);
    for (HostLink link : module.links()) {
      imports.put(link.type().module(), link.type().name(), hostFunction(link));
    }
    this.instance = instantiate(module.compiled(), imports.build(), budget);
  }

  /** A segment that is out of bounds is the file's fault, not the running guest's. */
  private static Instance instantiate(
      CompiledModule compiled, Imports imports, MemoryBudget budget) {
    try {
      return compiled.instantiate(imports, budget);
    } catch (Trap trap) {
      boolean segment =
          trap.kind() == Trap.Kind.MEMORY_OUT_OF_BOUNDS
              || trap.kind() == Trap.Kind.TABLE_OUT_OF_BOUNDS;
      if (segment && !compiled.facts().startFunction()) {
        throw new MorphException(
            ErrorCode.MODULE_INVALID,
            "a segment of the module lies out of bounds: " + trap.getMessage(),
            trap);
      }
      throw trap;
    }
  }

  /** Makes an instance: start function and {@code _initialize} run within {@code setup}. */
  static GuestInstance open(LoadedModule module, ActiveCall setup) {
    GuestInstance guest = new GuestInstance(module, setup);
    GuestFunction initialize = guest.instance.function("_initialize");
    if (initialize != null) {
      initialize.call();
    }
    // what a host call answered while the instance was made may be this user's alone
    if (module.settings().lifecycle() == Lifecycle.FRESH && !setup.calledHost()) {
      guest.start = guest.instance.snapshot();
    }
    guest.abi =
        module.shape().abi() == Abi.BYTES
            ? new BytesAbi(guest.instance, module)
            : new CanonicalGuestAbi(guest.instance, module);
    guest.callEnds(true);
    setup.checkDeadline();
    guest.fuelSetup = setup.fuelUsed();
    return guest;
  }

  private HostFunction hostFunction(HostLink link) {
    Capability.Prepared prepared =
        capabilities.computeIfAbsent(link.capability(), Capability.Configured::instance);
    if (link.function().preview1() != null) {
      return unguarded(WasiImport.of(link, prepared, this::current));
    }
    return guarded(
        link,
        link.type().module().equals("morph")
            ? BytesImport.of(link, prepared, this::current)
            : CanonicalImport.of(link, prepared, this::current));
  }

  /**
   * WASI functions never enter the guest, and its allocator may need them (a garbage collector asks
   * for the time): they are open while it allocates for another import's reply, too.
   */
  private HostFunction unguarded(HostFunction body) {
    return HostFunction.of(
        body.type(),
        (caller, lanes) -> {
          long outer = call.pauseMoved();
          call.enterHost();
          long[] results = body.call(caller, lanes);
          call.leaveHost();
          call.moved(outer);
          return results;
        });
  }

  /** The host function of a link, which no other import may interrupt while it is under way. */
  private HostFunction guarded(HostLink link, HostFunction body) {
    FunctionType type = body.type();
    String name = link.type().module() + " " + link.type().name();
    return HostFunction.of(
        type,
        (caller, lanes) -> {
          if (insideImport) {
            throw new AbiException(
                "the guest called the import "
                    + name
                    + " while it allocated for the reply of another import");
          }
          insideImport = true;
          try {
            call.enterHost();
            long[] results = body.call(caller, lanes);
            call.leaveHost();
            return results;
          } finally {
            insideImport = false;
          }
        });
  }

  private ActiveCall current() {
    return call;
  }

  /** Puts the instance into a call; its host functions act for it from now on. */
  GuestAbi enter(ActiveCall next) {
    this.call = next;
    this.atWork = true;
    next.begin(budgets, collected);
    GuestAbi ready = abi;
    if (ready == null) {
      throw new MorphException(ErrorCode.INTERNAL_ERROR, "the instance is not open");
    }
    return ready;
  }

  /**
   * Tells the capabilities that the call is over, once for each call.
   *
   * @param completed false if it ended with an error of the host or a trap
   * @throws MorphException if what the guest wrote could not be kept
   */
  void callEnds(boolean completed) {
    if (atWork) {
      atWork = false;
      for (Capability.Prepared capability : capabilities.values()) {
        capability.callEnds(call, completed);
      }
    }
  }

  /** Puts the guest back to the state in which it was opened; false if that cannot be done. */
  boolean reset() {
    if (start == null) {
      return false;
    }
    start.restore();
    capabilities.values().forEach(Capability.Prepared::putBack);
    budget.forgetPeak();
    return true;
  }

  /** Fuel that making it took; -1 if its code counts none. */
  long fuelSetup() {
    return fuelSetup;
  }

  /** The bytes that memories and tables have now. */
  long memoryBytes() {
    return budget.usedBytes();
  }

  /** The most bytes that memories and tables had at once. */
  long peakMemoryBytes() {
    return budget.peakBytes();
  }
}
