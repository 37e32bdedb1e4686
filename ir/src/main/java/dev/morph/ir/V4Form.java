package dev.morph.ir;

/** How much of what nodes carry beside their meaning is written in v4. */
enum V4Form {
  /** Nothing. */
  STRIPPED,
  /** All but the inferred types of values. */
  COMPACT,
  /** All. */
  EXPANDED;

  static V4Form of(boolean expanded) {
    return expanded ? EXPANDED : COMPACT;
  }
}
