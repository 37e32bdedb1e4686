package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches one text. It tries ways one after the other and goes back where one fails; what it has
 * to go back to is on a stack of its own. Where that takes long it keeps a record of the choices
 * that failed at each place, so that no choice is made twice. Not safe to share.
 */
final class RegexMatcher {
  /** So many steps from one start are taken without a record. */
  private static final int PATIENCE = 20_000;

  /** A record of more bits is not kept. */
  private static final long MOST_BITS = 1L << 28;

  private static final int CHOICE = -1;

  /** Places by the numbers that steps know them by. */
  static final List<RegexNode.Place> PLACES = List.of(RegexNode.Place.values());

  private final RegexProgram program;
  private final int[] code;
  private final String text;
  private final int[] slots;
  private int[] stack = new int[96];
  private int top;
  private long steps;
  private long patientUntil;
  private int looking; // a choice within a look that matches has not failed
  private long @Nullable [] failed;

  RegexMatcher(Regex regex, String text) {
    this.program = regex.program();
    this.code = program.code;
    this.text = text;
    this.slots = new int[program.slots];
  }

  /** Finds the first match at a place or after it. */
  boolean find(int from) {
    failed = null;
    patientUntil = steps + PATIENCE;
    for (int start = from; start <= text.length(); start++) {
      Arrays.fill(slots, -1);
      top = 0;
      int end = run(0, start);
      if (end >= 0) {
        slots[0] = start;
        slots[1] = end;
        return true;
      }
    }
    return false;
  }

  int start() {
    return slots[0];
  }

  int end() {
    return slots[1];
  }

  /** The match just found. */
  RegexMatch match(long number) {
    List<Maybe<String>> submatches = new ArrayList<>();
    for (int group = 1; group <= program.groups; group++) {
      int start = slots[2 * group];
      int end = slots[2 * group + 1];
      submatches.add(
          start >= 0 && end > start ? Maybe.just(text.substring(start, end)) : Maybe.nothing());
    }
    return new RegexMatch(text.substring(start(), end()), start(), number, submatches);
  }

  /** Where the steps from one on end that match from a place on; -1 if they do not match. */
  private int run(int first, int from) {
    int bottom = top;
    int step = first;
    int at = from;
    while (true) {
      count();
      boolean fails = false;
      int next = step + RegexProgram.WIDTH;
      int x = code[step + 1];
      int y = code[step + 2];
      switch (code[step]) {
        case RegexProgram.ONE -> {
          int place = at - y;
          fails =
              place < 0
                  || place >= text.length()
                  || !program
                      .sets
                      .get(x)
                      .contains(text.charAt(place), program.options.caseInsensitive());
          at += 1 - 2 * y;
        }
        case RegexProgram.SPLIT -> {
          fails = isKnownToFail(code[step + 3], at);
          if (!fails) {
            push(CHOICE, y, at);
            next = x;
          }
        }
        case RegexProgram.JUMP -> next = x;
        case RegexProgram.SAVE -> save(x, at);
        case RegexProgram.RESET -> {
          for (int slot = x; slot < y; slot++) {
            save(slot, -1);
          }
        }
        case RegexProgram.AT -> fails = !isAt(x, at);
        case RegexProgram.BACK -> {
          at = again(x, at, y == 1);
          fails = at < 0;
        }
        case RegexProgram.LOOK -> {
          fails = looks(next, at) == (y == 1);
          next = x;
        }
        case RegexProgram.MOVED -> fails = slots[x] == at;
        default -> {
          return at;
        }
      }
      step = next;
      if (fails) {
        if (!goBack(bottom)) {
          return -1;
        }
        step = stack[top + 1];
        at = stack[top + 2];
      }
    }
  }

  /** Undoes what was done since the last choice; false if there is none above the bottom. */
  private boolean goBack(int bottom) {
    while (top > bottom) {
      top -= 3;
      if (stack[top] == CHOICE) {
        return true;
      }
      slots[stack[top]] = stack[top + 1];
    }
    return false;
  }

  /** True if the steps match here; what a match keeps stays kept, the choices it left do not. */
  private boolean looks(int first, int at) {
    int bottom = top;
    looking++;
    boolean matches = run(first, at) >= 0;
    looking--;
    int kept = bottom;
    for (int i = bottom; i < top; i += 3) {
      if (stack[i] != CHOICE) {
        System.arraycopy(stack, i, stack, kept, 3);
        kept += 3;
      }
    }
    top = kept;
    if (matches && code[first - RegexProgram.WIDTH + 2] == 1) {
      goBack(bottom);
    }
    return matches;
  }

  private void save(int slot, int value) {
    push(slot, slots[slot], 0);
    slots[slot] = value;
  }

  private void push(int what, int first, int second) {
    if (top + 3 > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[top++] = what;
    stack[top++] = first;
    stack[top++] = second;
  }

  private void count() {
    if (++steps > Regex.MAX_STEPS) {
      throw new IllegalArgumentException(
          "the pattern takes more than "
              + Regex.MAX_STEPS
              + " steps on this text; say what it repeats in one way only");
    }
  }

  /** Also puts the choice on record; whatever follows it fails, or is the match. */
  private boolean isKnownToFail(int split, int at) {
    if (looking > 0 || steps < patientUntil || program.remembers) {
      return false;
    }
    long[] record = failed;
    if (record == null) {
      long bits = (long) program.splits * (text.length() + 1);
      if (bits > MOST_BITS) {
        return false;
      }
      record = new long[(int) (bits >>> 6) + 1];
      steps += record.length / 8;
      failed = record;
    }
    long bit = (long) split * (text.length() + 1) + at;
    int word = (int) (bit >>> 6);
    boolean known = (record[word] >>> bit & 1) != 0;
    record[word] |= 1L << bit;
    return known;
  }

  private boolean isAt(int place, int at) {
    boolean multiline = program.options.multiline();
    return switch (PLACES.get(place)) {
      case START -> at == 0 || (multiline && endsLine(text.charAt(at - 1)));
      case END -> at == text.length() || (multiline && endsLine(text.charAt(at)));
      case WORD_EDGE -> isWord(at - 1) != isWord(at);
      case NO_WORD_EDGE -> isWord(at - 1) == isWord(at);
    };
  }

  private static boolean endsLine(char unit) {
    return !RegexSet.ANY.contains(unit, false);
  }

  private boolean isWord(int at) {
    return at >= 0 && at < text.length() && RegexSet.WORD.contains(text.charAt(at), false);
  }

  /** The place behind the text of a group that is here again; -1 if it is not. */
  private int again(int group, int at, boolean back) {
    int start = slots[2 * group];
    int length = slots[2 * group + 1] - start;
    if (start < 0 || slots[2 * group + 1] < 0) {
      return at;
    }
    int from = back ? at - length : at;
    if (from < 0 || from + length > text.length()) {
      return -1;
    }
    for (int i = 0; i < length; i++) {
      char a = text.charAt(start + i);
      char b = text.charAt(from + i);
      boolean same =
          a == b
              || (program.options.caseInsensitive()
                  && RegexSet.canonical(a) == RegexSet.canonical(b));
      if (!same) {
        return -1;
      }
    }
    steps += length;
    return back ? from : at + length;
  }
}
