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
  }
}
