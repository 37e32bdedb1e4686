package dev.morph.distribution.manifest;

/** Which texts may stand in a manifest: those that people see as they are. */
final class TextRule {
  private TextRule() {}

  /** No control but tab and line end, no mark that turns the writing, no half of a pair. */
  static boolean shown(int point) {
    boolean control =
        (point < 0x20 && point != '\n' && point != '\t') || isRange(point, 0x7f, 0x9f);
    return !control
        && !isRange(point, 0x202a, 0x202e)
        && !isRange(point, 0x2066, 0x2069)
        && !isRange(point, 0xd800, 0xdfff);
  }

  static boolean shown(String text) {
    return text.codePoints().allMatch(TextRule::shown);
  }

  private static boolean isRange(int point, int first, int last) {
    return point >= first && point <= last;
  }
}
