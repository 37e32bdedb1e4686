package dev.morph.engine.api;

/** A function of the host. What it throws ends the guest's call and reaches its caller as it is. */
public non-sealed interface HostFunction extends Function {
  /** The host's side of a call without references. */
  @FunctionalInterface
  interface Body {
    /**
     * Runs on the guest's thread, and may enter the calling instance again.
     *
     * @param caller the instance that imports the function; during its start function it is not yet
     *     complete
     * @param lanes the arguments' lanes; the array may be reused after the call
     * @return the results' lanes; {@link GuestFunction#NO_LANES} if there are none
     */
    long[] call(Instance caller, long[] lanes);
  }

  /** The host's side of a call with references. */
  @FunctionalInterface
  interface ReferenceBody {
    /** As {@link Body#call}. */
    Values call(Instance caller, Values arguments);
  }

  /** Runs the function; engines call it. */
  Values call(Instance caller, Values arguments);

  /** Runs a function without references; engines call it. */
  long[] call(Instance caller, long[] lanes);

  /** A function without references. */
  static HostFunction of(FunctionType type, Body body) {
    return new HostFunctions.Plain(type, body);
  }

  /** A function of any type. */
  static HostFunction ofReferences(FunctionType type, ReferenceBody body) {
    return new HostFunctions.General(type, body);
  }
}
