package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads patterns as JavaScript does without the flag u, its older liberties included. */
final class RegexParser {
  private static final int DEEPEST = 200;

  private final String text;
  private final int groupCount;
  private final Map<String, Integer> names = new HashMap<>();
  private final RegexEscapes escapes;
  private int at;
  private int groups;
  private int depth;

  RegexParser(String text) {
    this.text = text;
    this.groupCount = scan();
    this.escapes = new RegexEscapes(text, groupCount, names);
  }

  /** The text is no pattern, or one that asks too much. */
  static final class NoPattern extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoPattern(String message) {
      super(message, null, false, false);
    }
  }

  /** How many groups keep their text. */
  int groups() {
    return groupCount;
  }

  RegexNode parse() {
    RegexNode node = choice();
    if (at < text.length()) {
      throw new NoPattern("a ) without (");
    }
    return node;
  }

  /** Counts the groups and keeps their names, which may be used before they come. */
  private int scan() {
    int count = 0;
    boolean inClass = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '(' && !inClass) {
        if (!text.startsWith("?", i + 1)) {
          count++;
        } else if (isNamed(i)) {
          count++;
          int end = text.indexOf('>', i);
          if (end < 0 || names.put(text.substring(i + 3, end), count) != null) {
            throw new NoPattern("a name of a group that has no end, or is there twice");
          }
        }
      }
    }
    return count;
  }

  private boolean isNamed(int open) {
    return text.startsWith("?<", open + 1)
        && !text.startsWith("?<=", open + 1)
        && !text.startsWith("?<!", open + 1);
  }

  private RegexNode choice() {
    if (++depth > DEEPEST) {
      throw new NoPattern("groups too deep in one another");
    }
    List<RegexNode> parts = new ArrayList<>();
    parts.add(sequence());
    while (skip("|")) {
      parts.add(sequence());
    }
    depth--;
    return parts.size() == 1 ? parts.get(0) : new RegexNode.Choice(parts);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      parts.add(term());
    }
    return parts.size() == 1 ? parts.get(0) : new RegexNode.Sequence(parts);
  }

  private RegexNode term() {
    int before = groups;
    boolean repeatable = isRepeatable();
    RegexNode atom = atom();
    int start = at;
    int[] bounds = quantifier();
    if (bounds.length == 0) {
      return atom;
    }
    if (!repeatable) {
      throw new NoPattern("nothing to repeat before " + text.substring(start));
    }
    boolean greedy = !skip("?");
    return new RegexNode.Repeat(atom, bounds[0], bounds[1], greedy, before + 1, groups);
  }

  /** Places and looks behind cannot be repeated unless they are in parentheses. */
  private boolean isRepeatable() {
    return !text.startsWith("^", at)
        && !text.startsWith("$", at)
        && !text.startsWith("\\b", at)
        && !text.startsWith("\\B", at)
        && !text.startsWith("(?<=", at)
        && !text.startsWith("(?<!", at);
  }

  /** The least and most times; empty if no quantifier is here. */
  private int[] quantifier() {
    if (skip("*")) {
      return new int[] {0, -1};
    }
    if (skip("+")) {
      return new int[] {1, -1};
    }
    if (skip("?")) {
      return new int[] {0, 1};
    }
    return text.startsWith("{", at) ? counts() : new int[0];
  }

  private int[] counts() {
    int minEnd = NumberText.digits(text, at + 1);
    if (minEnd == at + 1) {
      return new int[0];
    }
    int min = count(at + 1, minEnd);
    int max = min;
    int end = minEnd;
    if (text.startsWith(",", minEnd)) {
      end = NumberText.digits(text, minEnd + 1);
      max = end == minEnd + 1 ? -1 : count(minEnd + 1, end);
    }
    if (!text.startsWith("}", end)) {
      return new int[0];
    }
    if (max >= 0 && max < min) {
      throw new NoPattern("a repeat whose most is below its least");
    }
    at = end + 1;
    return new int[] {min, max};
  }

  private int count(int start, int end) {
    try {
      return Integer.parseInt(text.substring(start, end));
    } catch (NumberFormatException tooLarge) {
      return Integer.MAX_VALUE;
    }
  }

  private RegexNode atom() {
    char c = text.charAt(at);
    switch (c) {
      case '(' -> {
        return group();
      }
      case '[' -> {
        at++;
        return characterClass();
      }
      case '\\' -> {
        RegexNode escape = escapes.atom(at);
        at = escapes.end();
        return escape;
      }
      case '*', '+', '?' -> throw new NoPattern("nothing to repeat");
      case '{' -> {
        if (counts().length > 0) {
          throw new NoPattern("nothing to repeat");
        }
      }
      default -> {}
    }
    at++;
    return switch (c) {
      case '^' -> new RegexNode.At(RegexNode.Place.START);
      case '$' -> new RegexNode.At(RegexNode.Place.END);
      case '.' -> new RegexNode.One(RegexSet.ANY);
      default -> new RegexNode.One(RegexSet.of(c));
    };
  }

  private RegexNode group() {
    boolean named = isNamed(at);
    at++;
    if (named) {
      at = text.indexOf('>', at) + 1;
    } else if (skip("?")) {
      return special();
    }
    int index = ++groups;
    return new RegexNode.Group(index, inParentheses());
  }

  private RegexNode special() {
    if (skip(":")) {
      return inParentheses();
    }
    boolean behind = skip("<");
    if (skip("=")) {
      return new RegexNode.Look(behind, false, inParentheses());
    }
    if (skip("!")) {
      return new RegexNode.Look(behind, true, inParentheses());
    }
    throw new NoPattern("a group of no known kind");
  }

  private RegexNode inParentheses() {
    RegexNode part = choice();
    if (!skip(")")) {
      throw new NoPattern("a ( without )");
    }
    return part;
  }

  private RegexNode characterClass() {
    boolean negative = skip("^");
    var set = new RegexSet.Builder();
    while (!skip("]")) {
      if (at >= text.length()) {
        throw new NoPattern("a [ without ]");
      }
      RegexSet first = item();
      if (text.startsWith("-", at) && !text.startsWith("-]", at) && at + 1 < text.length()) {
        int firstUnit = escapes.single();
        at++;
        RegexSet last = item();
        int lastUnit = escapes.single();
        addRange(set, first, firstUnit, last, lastUnit);
      } else {
        set.all(first);
      }
    }
    return new RegexNode.One(set.build(negative));
  }

  /** A hyphen beside a set, as that of digits, is itself. */
  private static void addRange(
      RegexSet.Builder set, RegexSet first, int firstUnit, RegexSet last, int lastUnit) {
    if (firstUnit < 0 || lastUnit < 0) {
      set.all(first).one('-').all(last);
    } else if (firstUnit > lastUnit) {
      throw new NoPattern("a range that ends before it starts");
    } else {
      set.range(firstUnit, lastUnit);
    }
  }

  private RegexSet item() {
    if (at >= text.length()) {
      throw new NoPattern("a [ without ]");
    }
    RegexSet item = escapes.inClass(at);
    at = escapes.end();
    return item;
  }

  private boolean skip(String expected) {
    boolean found = text.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }
}
