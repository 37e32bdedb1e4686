package dev.morph.runtime.policy;

/** What narrows a permission. */
public sealed interface Scope {
  /** The whole permission: a bare name. */
  record Whole() implements Scope {}
}
