package dev.morph.morphir.sdk;

/**
 * How a pattern is read: the type {@code Options} of Morphir.SDK.Regex. Immutable.
 *
 * @param caseInsensitive if capital and small letters are the same
 * @param multiline if {@code ^} and {@code $} match at each line
 */
public record RegexOptions(boolean caseInsensitive, boolean multiline) {
  /** Neither. */
  public static final RegexOptions NONE = new RegexOptions(false, false);
}
