package dev.morph.storage.audit;

import dev.morph.base.Utf8;

/** Text of strangers as a row can hold it: an audit never fails for what it is to record. */
final class AuditText {
  private static final int MOST_CHARACTERS = 1_000;
  private static final char REPLACEMENT = '\uFFFD';

  private AuditText() {}

  /** The text without NUL and halves of surrogate pairs, cut at 1,000 characters. */
  static String of(String text) {
    if (text.length() <= MOST_CHARACTERS && text.indexOf(0) < 0 && Utf8.isEncodable(text)) {
      return text;
    }
    StringBuilder clean =
        new StringBuilder(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
    for (int half = Utf8.loneSurrogate(clean.toString());
        half >= 0;
        half = Utf8.loneSurrogate(clean.toString())) {
      clean.setCharAt(half, REPLACEMENT);
    }
    return clean.toString().replace('\0', REPLACEMENT);
  }
}
