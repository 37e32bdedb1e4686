package dev.morph.distribution.manifest;

/** The grammar of Semantic Versioning 2.0.0. */
final class VersionText {
  private static final int LONGEST = 256;

  private VersionText() {}

  static boolean semantic(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    int plus = text.indexOf('+');
    boolean build = plus < 0 || identifiers(text.substring(plus + 1), false);
    String rest = plus < 0 ? text : text.substring(0, plus);
    int hyphen = rest.indexOf('-');
    boolean early = hyphen < 0 || identifiers(rest.substring(hyphen + 1), true);
    String[] core = (hyphen < 0 ? rest : rest.substring(0, hyphen)).split("\\.", -1);
    return build
        && early
        && core.length == 3
        && numeral(core[0])
        && numeral(core[1])
        && numeral(core[2]);
  }

  /** Decimal digits without leading zero. */
  static boolean numeral(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && (text.length() == 1 || text.charAt(0) != '0');
  }

  private static boolean identifiers(String text, boolean noLeadingZero) {
    for (String part : text.split("\\.", -1)) {
      boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (part.isEmpty()
          || !part.chars().allMatch(VersionText::word)
          || (noLeadingZero && digits && !numeral(part))) {
        return false;
      }
    }
    return true;
  }

  private static boolean word(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }
}
