package dev.morph.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the text format into nodes; comments and annotations other than {@code @custom} vanish. */
final class WatReader {
  private static final int MAX_DEPTH = 2_000;
  private final String text;
  private int position;
  private int line = 1;
  private int lineStart;

  private WatReader(String text) {
    this.text = text;
  }

  static List<Node> read(String text) {
    return new WatReader(text).items(0, 1, 1);
  }

  private List<Node> items(int depth, int openLine, int openColumn) {
    if (depth > MAX_DEPTH) {
      throw fault("nested deeper than " + MAX_DEPTH);
    }
    List<Node> items = new ArrayList<>();
    while (true) {
      skipBlank();
      int atLine = line;
      int atColumn = column();
      if (position == text.length()) {
        if (depth > 0) {
          throw new WatException("this '(' is never closed", openLine, openColumn);
        }
        return items;
      }
      char c = text.charAt(position);
      if (c == ')') {
        if (depth == 0) {
          throw fault("')' without '('");
        }
        position++;
        return items;
      } else if (c == '(') {
        position++;
        var group = new Node.Group(items(depth + 1, atLine, atColumn), atLine, atColumn);
        if (!group.head().startsWith("@") || group.head().equals("@custom")) {
          items.add(group);
        }
      } else if (c == '"') {
        items.add(new Node.Text(string(), atLine, atColumn));
      } else {
        items.add(new Node.Word(word(), atLine, atColumn));
      }
    }
  }

  private String word() {
    int start = position;
    while (position < text.length() && isWordChar(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw fault("unexpected character '" + text.charAt(position) + "'");
    }
    return text.substring(start, position);
  }

  private static boolean isWordChar(char c) {
    return c > ' ' && c < 127 && "()\",;[]{}".indexOf(c) < 0;
  }

  private void skipBlank() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\n') {
        newLine();
      } else if (text.startsWith(";;", position)) {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (text.startsWith("(;", position)) {
        skipBlockComment();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        position++;
      } else {
        return;
      }
    }
  }

  private void skipBlockComment() {
    var start = fault("this comment is never closed");
    int depth = 0;
    do {
      if (position >= text.length()) {
        throw start;
      } else if (text.startsWith("(;", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith(";)", position)) {
        depth--;
        position += 2;
      } else if (text.charAt(position) == '\n') {
        newLine();
      } else {
        position++;
      }
    } while (depth > 0);
  }

  private void newLine() {
    position++;
    line++;
    lineStart = position;
  }

  private byte[] string() {
    var start = fault("this string is never closed");
    var out = new ByteArrayOutputStream();
    position++;
    while (true) {
      if (position >= text.length() || text.charAt(position) == '\n') {
        throw start;
      }
      int c = text.codePointAt(position);
      if (c == '"') {
        position++;
        return out.toByteArray();
      } else if (c == '\\') {
        escape(out);
      } else {
        position += Character.charCount(c);
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void escape(ByteArrayOutputStream out) {
    String rest = text.substring(position + 1, Math.min(text.length(), position + 12));
    int simple = rest.isEmpty() ? -1 : "tnr\"'\\".indexOf(rest.charAt(0));
    if (simple >= 0) {
      out.write("\t\n\r\"'\\".charAt(simple));
      position += 2;
    } else if (rest.startsWith("u{") && rest.indexOf('}') > 2) {
      int code = hex(rest.substring(2, rest.indexOf('}')));
      if (!Character.isValidCodePoint(code) || (code >= 0xd800 && code < 0xe000)) {
        throw fault("no Unicode scalar value: \\" + rest);
      }
      out.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
      position += 2 + rest.indexOf('}');
    } else if (rest.length() >= 2) {
      out.write(hex(rest.substring(0, 2)));
      position += 3;
    } else {
      throw fault("unfinished escape");
    }
  }

  private int hex(String digits) {
    try {
      return Integer.parseUnsignedInt(digits.replace("_", ""), 16);
    } catch (NumberFormatException e) {
      throw fault(
          "unknown escape \\" + digits + "; known are \\t \\n \\r \\\" \\' \\\\ \\hh \\u{h}");
    }
  }

  private int column() {
    return position - lineStart + 1;
  }

  private WatException fault(String message) {
    return new WatException(message, line, column());
  }
}
