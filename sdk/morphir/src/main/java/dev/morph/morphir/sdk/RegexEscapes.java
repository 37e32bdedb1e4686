package dev.morph.morphir.sdk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind a backslash, and the items of classes. */
final class RegexEscapes {
  private final String text;
  private final int groupCount;
  private final Map<String, Integer> names;
  private int end;
  private int single;

  RegexEscapes(String text, int groupCount, Map<String, Integer> names) {
    this.text = text;
    this.groupCount = groupCount;
    this.names = names;
  }

  /** Where the last thing that was read ends. */
  int end() {
    return end;
  }

  /** The unit that the last item of a class is; -1 if it is a set. */
  int single() {
    return single;
  }

  /** An escape outside of a class, by the place of its backslash. */
  RegexNode atom(int backslash) {
    if (backslash + 1 >= text.length()) {
      throw new RegexParser.NoPattern("a backslash at the end");
    }
    char c = text.charAt(backslash + 1);
    end = backslash + 2;
    if (c == 'b' || c == 'B') {
      return new RegexNode.At(c == 'b' ? RegexNode.Place.WORD_EDGE : RegexNode.Place.NO_WORD_EDGE);
    }
    if (c == 'k' && !names.isEmpty()) {
      return named();
    }
    if (c >= '1' && c <= '9') {
      int digits = NumberText.digits(text, backslash + 1);
      int group = digits - backslash > 6 ? Integer.MAX_VALUE : number(backslash + 1, digits, 10);
      if (group <= groupCount) {
        end = digits;
        return new RegexNode.Back(group);
      }
    }
    RegexSet set = set(c);
    return new RegexNode.One(set != null ? set : RegexSet.of(unit(backslash)));
  }

  private RegexNode named() {
    int close = text.startsWith("<", end) ? text.indexOf('>', end) : -1;
    Integer group = close < 0 ? null : names.get(text.substring(end + 1, close));
    if (group == null) {
      throw new RegexParser.NoPattern("a reference to a group that is not there");
    }
    end = close + 1;
    return new RegexNode.Back(group);
  }

  /** An item of a class: a unit or a set. */
  RegexSet inClass(int start) {
    if (text.charAt(start) != '\\') {
      single = text.charAt(start);
      end = start + 1;
      return RegexSet.of(single);
    }
    if (start + 1 >= text.length()) {
      throw new RegexParser.NoPattern("a backslash at the end");
    }
    char c = text.charAt(start + 1);
    end = start + 2;
    RegexSet set = set(c);
    single = set != null ? -1 : c == 'b' ? '\b' : unit(start);
    return set != null ? set : RegexSet.of(single);
  }

  private static @Nullable RegexSet set(char c) {
    return switch (c) {
      case 'd' -> RegexSet.DIGITS;
      case 'D' -> RegexSet.DIGITS.complement();
      case 'w' -> RegexSet.WORD;
      case 'W' -> RegexSet.WORD.complement();
      case 's' -> RegexSet.SPACE;
      case 'S' -> RegexSet.SPACE.complement();
      default -> null;
    };
  }

  private int unit(int backslash) {
    char c = text.charAt(backslash + 1);
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0x0B;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'x' -> hexadecimal(backslash + 2, 2, c);
      case 'u' -> hexadecimal(backslash + 2, 4, c);
      case 'c' -> control(backslash);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(backslash + 1);
      default -> c;
    };
  }

  /** So many digits; the letter before them if they are not there. */
  private int hexadecimal(int start, int digits, char letter) {
    int stop = start;
    while (stop < Math.min(start + digits, text.length())
        && CharFunctions.isHexDigit(Char.of(text.charAt(stop)))) {
      stop++;
    }
    if (stop < start + digits) {
      return letter;
    }
    end = stop;
    return number(start, stop, 16);
  }

  /** A control character; the backslash itself if no letter follows. */
  private int control(int backslash) {
    int letter = backslash + 2;
    if (letter < text.length() && CharFunctions.isAlpha(Char.of(text.charAt(letter)))) {
      end = letter + 1;
      return text.charAt(letter) % 32;
    }
    end = backslash + 1;
    return '\\';
  }

  /** Up to three octal digits that say 255 at most. */
  private int octal(int start) {
    int value = 0;
    int stop = start;
    while (stop < Math.min(start + 3, text.length())
        && CharFunctions.isOctDigit(Char.of(text.charAt(stop)))
        && value * 8 + text.charAt(stop) - '0' <= 0xFF) {
      value = value * 8 + text.charAt(stop++) - '0';
    }
    end = stop;
    return value;
  }

  private int number(int start, int stop, int radix) {
    return Integer.parseInt(text.substring(start, stop), radix);
  }
}
