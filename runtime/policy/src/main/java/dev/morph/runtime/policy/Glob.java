package dev.morph.runtime.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which {@code *} stands for any characters, none and {@code /} included.
 *
 * @param pieces what stands between the wildcards; one piece is a plain text, never empty list
 */
public record Glob(List<String> pieces) {
  /** Matches everything. */
  static final Glob ANY = new Glob(List.of("", ""));

  /** Stands for a wildcard where one pattern is matched against another; in no parsed text. */
  private static final char WILDCARD = '\uFFFF';

  public Glob {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("a glob has at least one piece");
    }
  }

  /** The pattern that matches this text alone. */
  static Glob exactly(String text) {
    return new Glob(List.of(text));
  }

  /** Reads a pattern in which a backslash takes the meaning from {@code *} and from itself. */
  static Glob parse(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*') {
        if (pieces.isEmpty() || !piece.isEmpty()) {
          pieces.add(piece.toString());
        }
        piece.setLength(0);
      } else if (c == '\\') {
        i++;
        if (i == text.length() || (text.charAt(i) != '*' && text.charAt(i) != '\\')) {
          throw new Refused(
              "a backslash stands before '*', ',' or another backslash only; folders are separated"
                  + " by '/'");
        }
        piece.append(text.charAt(i));
      } else {
        piece.append(c);
      }
    }
    pieces.add(piece.toString());
    return new Glob(pieces);
  }

  /** True if it matches one text alone. */
  boolean plain() {
    return pieces.size() == 1;
  }

  /** True if the text fits. Takes time in proportion to both lengths multiplied at the worst. */
  public boolean matches(String text) {
    String first = pieces.get(0);
    if (plain()) {
      return first.equals(text);
    }
    String last = pieces.get(pieces.size() - 1);
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int end = text.length() - last.length();
    for (int i = 1; i < pieces.size() - 1; i++) {
      int found = text.indexOf(pieces.get(i), from);
      if (found < 0 || found + pieces.get(i).length() > end) {
        return false;
      }
      from = found + pieces.get(i).length();
    }
    return true;
  }

  /** True if every text that fits the other fits this. */
  boolean contains(Glob other) {
    // A character that no text holds stands for the other's wildcards: only a wildcard takes it.
    return matches(String.join(String.valueOf(WILDCARD), other.pieces));
  }

  /** As {@link #parse} reads it. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      if (i > 0) {
        out.append('*');
      }
      out.append(escape(pieces.get(i)));
    }
    return out.toString();
  }

  static String escape(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*");
  }
}
