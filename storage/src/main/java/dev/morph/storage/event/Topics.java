package dev.morph.storage.event;

/** Names of topics, and the patterns that stand for several of them. */
public final class Topics {
  /** What a topic is, for messages. */
  public static final String ACCEPTED =
      "words of letters a to z, digits, '_', '-' and ':' with dots between them, at most 200"
          + " characters, as issue.created";

  private static final int MOST_CHARACTERS = 200;

  private Topics() {}

  /** True for a name of a topic. */
  public static boolean isTopic(String text) {
    return isTopic(text, false);
  }

  /** True for a name of a topic in which {@code *} may stand for any characters. */
  public static boolean isPattern(String text) {
    return isTopic(text, true);
  }

  private static boolean isTopic(String text, boolean wildcards) {
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      return false;
    }
    boolean word = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (!word) {
          return false;
        }
        word = false;
      } else if (isWord(c) || wildcards && c == '*') {
        word = true;
      } else {
        return false;
      }
    }
    return word;
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-'
        || c == ':';
  }

  /** True if the topic is the pattern, or fits it. */
  public static boolean fits(String pattern, String topic) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(topic);
    }
    int last = pattern.lastIndexOf('*');
    String end = pattern.substring(last + 1);
    if (topic.length() < star + end.length()
        || !topic.startsWith(pattern.substring(0, star))
        || !topic.endsWith(end)) {
      return false;
    }
    int from = star;
    int most = topic.length() - end.length();
    for (int at = star + 1; at <= last; ) {
      int next = pattern.indexOf('*', at);
      String piece = pattern.substring(at, next);
      int found = topic.indexOf(piece, from);
      if (found < 0 || found + piece.length() > most) {
        return false;
      }
      from = found + piece.length();
      at = next + 1;
    }
    return true;
  }
}
