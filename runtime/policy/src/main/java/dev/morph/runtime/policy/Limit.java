package dev.morph.runtime.policy;

/** The budgets that exist, with default and ceiling (docs/reference/limits.md). */
public enum Limit {
  MEMORY;
}
