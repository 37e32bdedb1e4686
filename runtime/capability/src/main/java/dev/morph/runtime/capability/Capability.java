package dev.morph.runtime.capability;

import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.List;

/** A family of host functions behind permissions. Immutable, safe for several threads. */
public interface Capability {
  /** The word for it, as {@code "http"}. */
  String name();

  /** Phase 1, once: the functions that it offers. */
  List<HostFunctionType> link();

  /**
   * Phase 2, per extension: checks what was declared and granted; needs no guest.
   *
   * <p>State that several calls of one extension share (a rate) lives in the answer, which several
   * threads may use.
   */
  Configured configure(Policy policy, Limits limits);

  /** A capability for one extension. Safe for several threads. */
  interface Configured {
    /**
     * Phase 3, per instance: the handler of one of {@link #link()}'s functions. It is called by the
     * instance's thread only.
     */
    Handler prepare(HostFunctionType function);

    /**
     * Phase 3 where the functions share state in an instance (open files): asked once for each
     * instance, in the place of {@link #prepare}.
     */
    default Prepared instance() {
      return this::prepare;
    }
  }

  /** A capability for one instance. Belongs to the instance's thread. */
  @FunctionalInterface
  interface Prepared {
    /** The handler of one of {@link #link()}'s functions. */
    Handler handler(HostFunctionType function);

    /**
     * A call of the instance, or its making, is over.
     *
     * @param completed false if it ended with an error of the host or a trap, after which the
     *     instance is dropped
     * @throws dev.morph.base.MorphException which becomes the error of a completed call
     */
    default void callEnds(CallContext call, boolean completed) {}

    /** The instance was put back to the state in which it was made: so is what is kept for it. */
    default void putBack() {}
  }
}
