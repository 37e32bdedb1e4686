package dev.morph.runtime.sandbox;

/**
 * What a call used. Fuel is not counted yet.
 *
 * @param peakMemoryBytes the most that all memories and tables of the instance had at once
 * @param hostCalls host functions entered
 * @param timeMicros wall time of the call, instantiation left out
 */
public record CallStats(long peakMemoryBytes, long hostCalls, long timeMicros) {}
