package dev.morph.engine.api;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what an engine compiled, from one process to the next. Safe for several threads. An
 * implementation gives back only what it can prove to have been put by this installation: an engine
 * runs it without looking further.
 */
public interface CodeCache {
  /**
   * What was put under a key, or null.
   *
   * @param key names the module's digest, the engine, its version and all options
   */
  byte @Nullable [] get(String key);

  /** Keeps a payload; it may be gone at any later time. Never throws for want of room or rights. */
  void put(String key, byte[] payload);
}
