package dev.morph.ir.types;

import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FQName;
import dev.morph.ir.Literal;
import dev.morph.ir.ValueAttributes;
import java.util.ArrayList;
import java.util.List;

/** What finding the terms of values and of patterns shares. Not safe for several threads. */
abstract class NodeTyping {
  final TermMaker maker;
  final Unifier unifier;

  /** What was found, in order. */
  final List<Term> terms = new ArrayList<>();

  /** In how many lets' definitions the node stands. */
  int level;

  private final FQName definition;
  private final List<TypeFault> faults = new ArrayList<>();

  NodeTyping(TermMaker maker, Unifier unifier, FQName definition) {
    this.maker = maker;
    this.unifier = unifier;
    this.definition = definition;
  }

  /** The terms that were found, in order. */
  List<Term> terms() {
    return terms;
  }

  /** All faults that were found. */
  List<TypeFault> faults() {
    return faults;
  }

  /** The type of a constant. */
  Term literal(Literal literal) {
    return switch (literal) {
      case Literal.Bool _ -> maker.plain(SdkTypes.BOOL);
      case Literal.Char _ -> maker.plain(SdkTypes.CHAR);
      case Literal.Text _ -> maker.plain(SdkTypes.STRING);
      case Literal.WholeNumber _ -> new Term.Cell(TermKind.NUMBER, level, null);
      case Literal.Float _ -> maker.plain(SdkTypes.FLOAT);
      case Literal.Decimal _ -> maker.plain(SdkTypes.DECIMAL);
      case Literal.Document _ -> cell();
    };
  }

  /** The elements of what has to be a tuple. */
  List<Term> tuple(ValueAttributes attributes, int size, Term expected) {
    List<Term> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(cell());
    }
    meet(attributes, expected, new Term.Tuple(elements));
    return elements;
  }

  /** The type of the items of what has to be a list. */
  Term item(ValueAttributes attributes, Term expected) {
    if (unifier.whole(expected) instanceof Term.Named list
        && list.name.equals(SdkTypes.LIST)
        && list.arguments.size() == 1) {
      return list.arguments.getFirst();
    }
    Term.Cell item = cell();
    meet(attributes, expected, new Term.Named(SdkTypes.LIST, List.of(item)));
    return item;
  }

  /** A type that nothing is known of. */
  Term.Cell cell() {
    return new Term.Cell(TermKind.ANY, level, null);
  }

  /** Makes two terms one, or tells why they are not. */
  void meet(ValueAttributes attributes, Term expected, Term found) {
    if (!unifier.unify(expected, found)) {
      String reason = unifier.reason();
      var text = new TermText();
      fault(
          attributes,
          DiagnosticCode.TYPE_MISMATCH,
          "expected "
              + text.of(expected)
              + ", found "
              + text.of(found)
              + (reason == null ? "" : ": " + reason));
    }
  }

  void fault(ValueAttributes attributes, DiagnosticCode code, String message) {
    faults.add(new TypeFault(definition, attributes, code, message));
  }
}
