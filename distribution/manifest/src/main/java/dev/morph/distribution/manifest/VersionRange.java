package dev.morph.distribution.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of versions, as {@code ">=0.9.0"}, {@code "^1.2"}, {@code ">=1.0 <2.0 || 3.x"}:
 * alternatives parted by {@code ||}, each a list of conditions that all hold, parted by blanks or
 * commas. Immutable.
 */
final class VersionRange {
  private static final int LONGEST = 256;
  private static final Version END = new Version(Integer.MAX_VALUE, 0, 0);

  private final List<List<Span>> alternatives;

  private VersionRange(List<List<Span>> alternatives) {
    this.alternatives = alternatives;
  }

  /** Three numbers; what is before a release counts as the release. */
  private record Version(int major, int minor, int patch) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      int order = Integer.compare(major, other.major);
      order = order != 0 ? order : Integer.compare(minor, other.minor);
      return order != 0 ? order : Integer.compare(patch, other.patch);
    }

    /** The first version in which the part at {@code index} is greater. */
    Version next(int index) {
      return switch (index) {
        case 0 -> new Version(major + 1, 0, 0);
        case 1 -> new Version(major, minor + 1, 0);
        default -> new Version(major, minor, patch + 1);
      };
    }
  }

  /** From {@code low} to before {@code high}. */
  private record Span(Version low, Version high) {
    boolean contains(Version version) {
      return low.compareTo(version) <= 0 && version.compareTo(high) < 0;
    }
  }

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException saying what is no condition
   */
  static VersionRange parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a range of versions has at most 256 characters");
    }
    List<List<Span>> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|\\|", -1)) {
      List<Span> spans = new ArrayList<>();
      String conditions = alternative.replaceAll("([<>=^~])\\s+", "$1").strip();
      for (String condition : conditions.split("[\\s,]+")) {
        spans.add(span(condition));
      }
      alternatives.add(spans);
    }
    return new VersionRange(alternatives);
  }

  /**
   * Whether a version lies in the range.
   *
   * @param version three numbers, as {@code "1.0.0"}
   */
  boolean contains(String version) {
    Version wanted = low(numbers(version, version));
    return alternatives.stream()
        .anyMatch(spans -> spans.stream().allMatch(span -> span.contains(wanted)));
  }

  private static Span span(String condition) {
    int start = 0;
    while (start < condition.length() && "<>=^~".indexOf(condition.charAt(start)) >= 0) {
      start++;
    }
    List<Integer> numbers = numbers(condition.substring(start), condition);
    Version low = low(numbers);
    Version after = numbers.isEmpty() ? END : low.next(numbers.size() - 1);
    Version first = new Version(0, 0, 0);
    return switch (condition.substring(0, start)) {
      case ">=" -> new Span(low, END);
      case ">" -> new Span(after, END);
      case "<" -> new Span(first, low);
      case "<=" -> new Span(first, after);
      case "", "=" -> new Span(low, after);
      case "~" -> new Span(low, numbers.isEmpty() ? END : low.next(numbers.size() == 1 ? 0 : 1));
      case "^" -> new Span(low, numbers.isEmpty() ? END : low.next(leftmost(numbers)));
      default -> throw wrong(condition);
    };
  }

  /** The part that a compatible version may not change: the first that is not 0. */
  private static int leftmost(List<Integer> numbers) {
    int index = 0;
    while (index < numbers.size() - 1 && numbers.get(index) == 0) {
      index++;
    }
    return index;
  }

  private static Version low(List<Integer> numbers) {
    return new Version(part(numbers, 0), part(numbers, 1), part(numbers, 2));
  }

  private static int part(List<Integer> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  /** The numbers that are written; {@code x} and {@code *} end them. */
  private static List<Integer> numbers(String version, String condition) {
    String text = version.startsWith("v") ? version.substring(1) : version;
    int end = text.indexOf('+') >= 0 ? text.indexOf('+') : text.length();
    int hyphen = text.indexOf('-');
    String[] parts = text.substring(0, hyphen >= 0 && hyphen < end ? hyphen : end).split("\\.", -1);
    List<Integer> numbers = new ArrayList<>();
    boolean open = false;
    for (String part : parts) {
      boolean any = part.equals("*") || part.equals("x") || part.equals("X");
      open |= any;
      if (!any && (open || part.length() > 9 || !VersionText.numeral(part))) {
        throw wrong(condition);
      }
      if (!any) {
        numbers.add(Integer.valueOf(part));
      }
    }
    if (parts.length > 3) {
      throw wrong(condition);
    }
    return numbers;
  }

  private static IllegalArgumentException wrong(String condition) {
    return new IllegalArgumentException(
        (condition.isEmpty() ? "nothing" : condition)
            + " is no condition on a version; write \">=0.9.0\", \"^1.0\" or \">=1.0 <2.0\"");
  }
}
