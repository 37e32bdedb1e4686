package dev.morph.morphir.sdk;

import java.util.List;

/**
 * Where a pattern matches: the type {@code Match} of Morphir.SDK.Regex. Immutable.
 *
 * @param match the text that matches
 * @param index where it starts, in UTF-16 units
 * @param number which match it is, from 1 on
 * @param submatches what the groups match; nothing for those that match no text
 */
public record RegexMatch(String match, long index, long number, List<Maybe<String>> submatches)
    implements Composite {
  public RegexMatch {
    submatches = List.copyOf(submatches);
  }

  @Override
  public List<?> parts() {
    return List.of(index, match, number, submatches);
  }
}
