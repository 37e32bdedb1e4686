package dev.morph.runtime.capability;

import org.jspecify.annotations.Nullable;

/** What a host function does, in WIT values; the same for both guest ABIs. */
@FunctionalInterface
public interface Handler {
  /**
   * Runs the function.
   *
   * @param call the call of the guest that is under way
   * @param arguments one value per parameter of {@link HostFunctionType#type()}
   * @return the value of the result: where the type is {@code result<T, string>} the T alone (null
   *     where T is absent); failures are thrown
   * @throws HostFault a denial or failure that the guest is to see
   */
  @Nullable Object handle(CallContext call, Object[] arguments);
}
