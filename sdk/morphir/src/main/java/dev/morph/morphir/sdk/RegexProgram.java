package dev.morph.morphir.sdk;

import java.util.List;

/** A pattern as steps that a {@link RegexMatcher} takes. Immutable. */
final class RegexProgram {
  static final int WIDTH = 4;

  /** One unit of a set; the second argument is 1 to go back. */
  static final int ONE = 0;

  /** Tries one step, then another; the third argument numbers the choice. */
  static final int SPLIT = 1;

  /** Goes on at a step. */
  static final int JUMP = 2;

  /** Keeps the place in a slot. */
  static final int SAVE = 3;

  /** Empties the slots from one to before another. */
  static final int RESET = 4;

  /** Fails unless the place is of a kind. */
  static final int AT = 5;

  /** The text of a group; the second argument is 1 to go back. */
  static final int BACK = 6;

  /** Runs the steps that follow, then goes on at a step; the second argument is 1 for not. */
  static final int LOOK = 7;

  /** Fails if the place is that of a slot. */
  static final int MOVED = 8;

  /** The end. */
  static final int MATCH = 9;

  /** {@value #WIDTH} numbers for each step: what to do, and with what. */
  final int[] code;

  /** What single units are compared with. */
  final List<RegexSet> sets;

  final RegexOptions options;

  /** How many groups keep their text. */
  final int groups;

  /** How many places the steps keep: two for each group and the whole match, and more. */
  final int slots;

  /** How many steps choose between two ways. */
  final int splits;

  /** True if a step goes by the text of a group: the way to a place then matters. */
  final boolean remembers;

  RegexProgram(
      int[] code,
      List<RegexSet> sets,
      RegexOptions options,
      int groups,
      int slots,
      int splits,
      boolean remembers) {
    this.code = code;
    this.sets = List.copyOf(sets);
    this.options = options;
    this.groups = groups;
    this.slots = slots;
    this.splits = splits;
    this.remembers = remembers;
  }
}
