package dev.morph.runtime.sandbox;

import dev.morph.component.abi.WitFunction;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a guest and the host functions of one call: writes them down, or answers in their
 * place. Belongs to the call's thread.
 */
interface HostTape {
  /** What the guest is doing; each part of a call has an {@link ActiveCall} of its own. */
  enum Phase {
    /** {@code describe}, in an instance of its own. */
    DESCRIBE,
    /** Making the instance: start function and {@code _initialize}. */
    INSTANTIATE,
    /** The action. */
    EXECUTE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A part of the call begins. */
  void begins(Phase phase, ActiveCall call);

  /**
   * Runs a host function.
   *
   * @param name as the trace calls it
   */
  @Nullable Object run(
      ActiveCall call, String name, WitFunction type, Handler handler, Object[] arguments);

  /** A request that is answered with a fault before a handler sees it: its fields are wrong. */
  void refused(String name, byte[] request, HostFault fault);

  /** A line was logged. */
  void logged(LogLine line);

  /** A denial was noted. */
  void denied(Denial denial);
}
