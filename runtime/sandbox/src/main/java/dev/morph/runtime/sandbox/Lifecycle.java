package dev.morph.runtime.sandbox;

/** How long an instance lives. */
public enum Lifecycle {
  /** Each call sees the state right after instantiation. */
  FRESH,
  /** An instance serves the same user again. */
  REUSE
}
