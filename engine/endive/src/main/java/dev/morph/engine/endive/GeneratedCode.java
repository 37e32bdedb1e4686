package dev.morph.engine.endive;

import java.util.Set;
import java.util.function.Function;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;

/**
 * JVM code of a module, defined and verified.
 *
 * @param machines makes the code's machine for an instance
 * @param interpreted indices of functions too large for a JVM method
 */
record GeneratedCode(Function<Instance, Machine> machines, Set<Integer> interpreted) {}
