package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.List;

/** A set of UTF-16 units: ranges, or all but some ranges. Immutable. */
final class RegexSet {
  static final RegexSet DIGITS = new Builder().range('0', '9').build(false);
  static final RegexSet WORD =
      new Builder().range('0', '9').range('A', 'Z').one('_').range('a', 'z').build(false);
  static final RegexSet SPACE =
      new Builder()
          .range('\t', '\r')
          .one(' ')
          .one(0xA0)
          .one(0x1680)
          .range(0x2000, 0x200A)
          .range(0x2028, 0x2029)
          .one(0x202F)
          .one(0x205F)
          .one(0x3000)
          .one(0xFEFF)
          .build(false);

  /** What the point matches: all but the ends of lines. */
  static final RegexSet ANY = new Builder().one('\n').one('\r').range(0x2028, 0x2029).build(true);

  private final int[] ranges;
  private final boolean negative;

  private RegexSet(int[] ranges, boolean negative) {
    this.ranges = ranges;
    this.negative = negative;
  }

  static RegexSet of(int unit) {
    return new Builder().one(unit).build(false);
  }

  RegexSet complement() {
    return new RegexSet(ranges, !negative);
  }

  boolean contains(char unit, boolean caseInsensitive) {
    return (inRanges(unit) || (caseInsensitive && inAnyCase(unit))) != negative;
  }

  private boolean inAnyCase(char unit) {
    char canonical = canonical(unit);
    return inRanges(canonical)
        || sameIn(Character.toLowerCase(canonical), canonical)
        || sameIn(Character.toLowerCase(unit), canonical)
        || isNamed(canonical);
  }

  /** True if a unit that the set names by itself is the same, as with letters of three forms. */
  private boolean isNamed(char canonical) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] == ranges[i + 1] && canonical((char) ranges[i]) == canonical) {
        return true;
      }
    }
    return false;
  }

  private boolean sameIn(char candidate, char canonical) {
    return canonical(candidate) == canonical && inRanges(candidate);
  }

  /** The letter by which letters of both cases are compared. */
  static char canonical(char unit) {
    char upper = Character.toUpperCase(unit);
    return unit >= 128 && upper < 128 ? unit : upper;
  }

  private boolean inRanges(int unit) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (unit >= ranges[i] && unit <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Collects ranges. */
  static final class Builder {
    private final List<Integer> ranges = new ArrayList<>();

    Builder one(int unit) {
      return range(unit, unit);
    }

    Builder range(int first, int last) {
      ranges.add(first);
      ranges.add(last);
      return this;
    }

    Builder all(RegexSet set) {
      if (!set.negative) {
        for (int i = 0; i < set.ranges.length; i += 2) {
          range(set.ranges[i], set.ranges[i + 1]);
        }
        return this;
      }
      int next = 0;
      for (int i = 0; i < set.ranges.length; i += 2) {
        if (set.ranges[i] > next) {
          range(next, set.ranges[i] - 1);
        }
        next = set.ranges[i + 1] + 1;
      }
      return next <= Character.MAX_VALUE ? range(next, Character.MAX_VALUE) : this;
    }

    RegexSet build(boolean negative) {
      var array = new int[ranges.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = ranges.get(i);
      }
      return new RegexSet(array, negative);
    }
  }
}
