package dev.morph.morphir.sdk;

import java.util.List;

/** A part of a pattern. */
sealed interface RegexNode {
  /** One UTF-16 unit of a set. */
  record One(RegexSet set) implements RegexNode {}

  /** One part after the other. */
  record Sequence(List<RegexNode> parts) implements RegexNode {}

  /** The first of some parts that matches. */
  record Choice(List<RegexNode> parts) implements RegexNode {}

  /** A part whose text is kept. */
  record Group(int index, RegexNode part) implements RegexNode {}

  /**
   * A part again and again.
   *
   * @param max -1 if there is no end
   * @param firstGroup the first group within the part, if there is one
   * @param lastGroup below the first if there is none
   */
  record Repeat(RegexNode part, int min, int max, boolean greedy, int firstGroup, int lastGroup)
      implements RegexNode {}

  /** What a place has to be. */
  record At(Place place) implements RegexNode {}

  /** What has to stand, or not to stand, before or behind a place. */
  record Look(boolean behind, boolean negative, RegexNode part) implements RegexNode {}

  /** The text of a group again. */
  record Back(int group) implements RegexNode {}

  /** Places within a text. */
  enum Place {
    START,
    END,
    WORD_EDGE,
    NO_WORD_EDGE
  }
}
