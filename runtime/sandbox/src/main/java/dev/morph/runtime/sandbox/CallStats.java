package dev.morph.runtime.sandbox;

/**
 * What a call used.
 *
 * @param fuel fuel of the call; -1 where the code is not metered
 * @param fuelSetup fuel of making the instance and of {@code describe}; -1 where the code is not
 *     metered
 * @param hostFuel what host calls cost, part of {@code fuel} where that is counted
 * @param peakMemoryBytes the most that all memories and tables of the instance had at once
 * @param hostCalls host functions entered
 * @param timeMicros wall time of the call, instantiation left out
 */
public record CallStats(
    long fuel,
    long fuelSetup,
    long hostFuel,
    long peakMemoryBytes,
    long hostCalls,
    long timeMicros) {
  /** Of a call that did not come to anything. */
  static final CallStats NONE = new CallStats(-1, -1, 0, 0, 0, 0);
}
