package dev.morph.engine.api;

/**
 * A function that can be imported: one of the host's, or an export of an instance.
 *
 * <p>Numbers travel in lanes ({@code long}, see {@link ValueType}), references beside them.
 */
public sealed interface Function extends Extern permits HostFunction, GuestFunction {
  /** Its type. */
  FunctionType type();
}
