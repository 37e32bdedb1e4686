package dev.morph.engine.api;

/** An exported function of an instance. Made by an engine; not safe for several threads. */
public non-sealed interface GuestFunction extends Function {
  /** Shared answer of functions without results. */
  long[] NO_LANES = new long[0];

  /**
   * Calls a function whose type has no references.
   *
   * @param lanes the arguments' lanes; read during the call only
   * @return the results' lanes
   * @throws Trap if the guest traps
   * @throws IllegalStateException if another thread is inside the instance
   * @throws RuntimeException whatever a host function threw, as it is
   */
  long[] call(long... lanes);

  /** Calls a function of any type; as {@link #call(long...)} otherwise. */
  Values callWithReferences(Values arguments);
}
