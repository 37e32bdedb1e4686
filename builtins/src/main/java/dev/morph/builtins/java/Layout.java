package dev.morph.builtins.java;

import java.util.ArrayList;
import java.util.List;

/** Breaks long lines of Java: at the arguments of a call, else at operators. */
final class Layout {
  private static final int WIDTH = 100;
  private static final String STEP = "    ";

  /** In place of a depth within a text. */
  private static final int TEXT = Integer.MIN_VALUE;

  private final String line;
  private final int[] depths;

  private Layout(String line) {
    this.line = line;
    this.depths = depths(line);
  }

  /** The line as lines that fit, where they can be made to. */
  static void lay(String line, StringBuilder out) {
    if (line.length() <= WIDTH || line.stripLeading().startsWith("*")) {
      out.append(line).append('\n');
      return;
    }
    List<String> parts = new Layout(line).broken();
    if (parts.size() < 2) {
      out.append(line).append('\n');
    } else {
      parts.forEach(part -> lay(part, out));
    }
  }

  /** How many brackets are open before each character. */
  private static int[] depths(String line) {
    var depths = new int[line.length()];
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        int end = endOfText(line, i);
        for (int j = i; j <= end; j++) {
          depths[j] = TEXT;
        }
        i = end;
        continue;
      }
      boolean generic = c == '<' && " =".indexOf(after(line, i)) < 0;
      boolean genericEnd = c == '>' && i > 0 && "- ".indexOf(line.charAt(i - 1)) < 0;
      if (c == ')' || genericEnd) {
        depth--;
      }
      depths[i] = depth;
      if (c == '(' || generic) {
        depth++;
      }
    }
    return depths;
  }

  private static char after(String line, int i) {
    return i + 1 < line.length() ? line.charAt(i + 1) : ' ';
  }

  private static int endOfText(String line, int start) {
    int i = start + 1;
    while (i < line.length() - 1 && line.charAt(i) != '"') {
      i += line.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, line.length() - 1);
  }

  private List<String> broken() {
    String indent = line.substring(0, line.length() - line.stripLeading().length()) + STEP;
    int call = longest(true);
    int operators = operators();
    if (operators <= (call < 0 ? Integer.MAX_VALUE - 1 : depths[call])) {
      return operators(indent, operators);
    }
    if (call >= 0) {
      return arguments(indent, call, end(call));
    }
    int arrow = line.indexOf(") -> ");
    if (arrow >= 0 && !line.startsWith("{", arrow + 5)) {
      return List.of(line.substring(0, arrow + 4), indent + line.substring(arrow + 5));
    }
    int group = longest(false);
    return group < 0 ? List.of(line) : arguments(indent, group, end(group));
  }

  /** Where the longest brackets open that also close; those of calls, or others. */
  private int longest(boolean calls) {
    int best = -1;
    int longest = 1;
    for (int i = 1; i < line.length(); i++) {
      if (line.charAt(i) == '(' && depths[i] != TEXT && isCall(i) == calls) {
        int length = end(i) - i;
        if (length > longest) {
          best = i;
          longest = length;
        }
      }
    }
    return best;
  }

  private boolean isCall(int open) {
    char before = line.charAt(open - 1);
    return Character.isLetterOrDigit(before) || before == '_' || before == '>';
  }

  private int end(int open) {
    for (int i = open + 1; i < line.length(); i++) {
      if (line.charAt(i) == ')' && depths[i] == depths[open]) {
        return i;
      }
    }
    return -1;
  }

  private List<String> arguments(String indent, int open, int end) {
    List<String> parts = new ArrayList<>();
    parts.add(line.substring(0, open + 1));
    int start = open + 1;
    for (int i = open + 1; i < end; i++) {
      if (line.charAt(i) == ',' && depths[i] == depths[open] + 1) {
        parts.add(indent + line.substring(start, i + 1).strip());
        start = i + 1;
      }
    }
    parts.add(indent + line.substring(start).strip());
    return parts;
  }

  /** The least depth at which there are operators; the largest number if there are none. */
  private int operators() {
    int least = Integer.MAX_VALUE;
    for (int i = STEP.length(); i + 3 < line.length(); i++) {
      if (depths[i] != TEXT && depths[i] < least && isOperator(i)) {
        least = depths[i];
      }
    }
    return least;
  }

  /** Broken before the operators of a depth. */
  private List<String> operators(String indent, int depth) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = STEP.length(); i + 3 < line.length(); i++) {
      if (depths[i] == depth && isOperator(i)) {
        parts.add((parts.isEmpty() ? "" : indent) + line.substring(start, i).stripTrailing());
        start = i + 1;
      }
    }
    parts.add((parts.isEmpty() ? "" : indent) + line.substring(start));
    return parts;
  }

  private boolean isOperator(int i) {
    return isOperatorText(i) && !line.substring(0, i).isBlank();
  }

  private boolean isOperatorText(int i) {
    return line.startsWith(" && ", i)
        || line.startsWith(" || ", i)
        || line.startsWith(" ? ", i)
        || line.startsWith(" : ", i)
        || line.startsWith(" + ", i);
  }
}
