package dev.morph.ir;

import java.util.List;

/** What a value is matched with. Immutable, safe to share. */
public sealed interface Pattern {
  /** What the node carries beside its meaning. */
  ValueAttributes attributes();

  /** Matches anything. */
  record Wildcard(ValueAttributes attributes) implements Pattern {}

  /** Matches what another pattern does, and names it. */
  record As(ValueAttributes attributes, Pattern pattern, Name name) implements Pattern {}

  /** Matches a tuple. */
  record Tuple(ValueAttributes attributes, List<Pattern> elements) implements Pattern {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** Matches what a constructor made. */
  record Constructor(ValueAttributes attributes, FQName name, List<Pattern> arguments)
      implements Pattern {
    public Constructor {
      arguments = List.copyOf(arguments);
    }
  }

  /** Matches the empty list. */
  record EmptyList(ValueAttributes attributes) implements Pattern {}

  /** Matches a list of one item or more. */
  record HeadTail(ValueAttributes attributes, Pattern head, Pattern tail) implements Pattern {}

  /** Matches one constant. */
  record Constant(ValueAttributes attributes, Literal literal) implements Pattern {}

  /** Matches the unit value. */
  record Unit(ValueAttributes attributes) implements Pattern {}
}
