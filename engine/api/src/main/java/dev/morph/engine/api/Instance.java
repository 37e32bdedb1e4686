package dev.morph.engine.api;

import org.jspecify.annotations.Nullable;

/**
 * One instance of a module. Belongs to one thread at a time: two calls at once are an {@link
 * IllegalStateException}. A host function may enter the instance that called it.
 */
public interface Instance {
  /** The module it was made from. */
  CompiledModule module();

  /**
   * The exported function of this name, or null; cheap enough to be asked once, kept and called
   * often.
   */
  @Nullable GuestFunction function(String name);

  /** The exported memory of this name, or null. */
  @Nullable Memory memory(String name);

  /** The exported table of this name, or null. */
  @Nullable Table table(String name);

  /** The exported global of this name, or null. */
  @Nullable Global global(String name);

  /** The exported tag of this name, or null. */
  @Nullable Tag tag(String name);

  /** Any export, or null. */
  @Nullable Extern export(String name);

  /**
   * Keeps the state that the instance has now, so that it can be put back to it: cheaper than a new
   * instance. Not part of it is what another instance exports, and what the guest's objects hold:
   * an instance with such objects (structs and arrays) in its globals or tables has no snapshot.
   *
   * @return null if the engine cannot keep the state
   * @throws IllegalStateException if the instance is in a call
   */
  default @Nullable Snapshot snapshot() {
    return null;
  }
}
