package dev.morph.ir.types;

import dev.morph.ir.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes two terms one, by filling in their cells. Not safe for several threads. */
final class Unifier {
  /** More work than this, and so much for each node, has only a definition made for that. */
  private static final int MOST_STEPS = 1_000_000;

  private static final int STEPS_OF_NODE = 1_000;

  private final TermMaker maker;
  private final int maxDepth;
  private long left;
  private int depth;
  private @Nullable String reason;

  /**
   * @param maxDepth how deep types may stand within one another
   */
  Unifier(TermMaker maker, int maxDepth) {
    this.maker = maker;
    this.maxDepth = maxDepth;
  }

  /** Begins the work of another definition. */
  void restart() {
    left = MOST_STEPS;
  }

  /** Another node is to be typed. */
  void node() {
    if (left > 0) {
      left += STEPS_OF_NODE;
    }
  }

  /** Takes a step; false if there have been too many. */
  boolean step() {
    return left > 0 && --left > 0;
  }

  /** Why the last two terms did not become one; null if there is no more to say of it. */
  @Nullable String reason() {
    return reason;
  }

  /**
   * True if the two are one now; if not, a part of their cells may be filled in. After too much
   * work, which is told once, all are taken as they are.
   */
  boolean unify(Term expected, Term found) {
    if (left == 0) {
      return true;
    }
    reason = null;
    depth = 0;
    return one(expected, found);
  }

  private boolean one(Term first, Term second) {
    Term a = Term.resolve(first);
    Term b = Term.resolve(second);
    if (a == b) {
      return true;
    }
    if (!enter()) {
      return false;
    }
    boolean same;
    if (a instanceof Term.Cell cell && cell.rigid == null) {
      same = bind(cell, yielding(second, b));
    } else if (b instanceof Term.Cell cell && cell.rigid == null) {
      same = bind(cell, yielding(first, a));
    } else {
      same = structures(a, b);
      if (same) {
        giveWay(first, b);
        giveWay(second, a);
      }
    }
    depth--;
    return same;
  }

  private boolean enter() {
    if (++depth > maxDepth) {
      return fail("types stand deeper than " + maxDepth + " within one another");
    }
    if (!step()) {
      return fail("the types of this definition are too large to compare");
    }
    return true;
  }

  private boolean fail(String why) {
    if (reason == null) {
      reason = why;
    }
    return false;
  }

  /** The cell on the way to a term that may still take another alias; else the term itself. */
  private static Term yielding(Term term, Term resolved) {
    Term at = term;
    while (at instanceof Term.Cell cell && cell.bound != null) {
      if (cell.yields) {
        return cell;
      }
      at = cell.bound;
    }
    return resolved;
  }

  private static void giveWay(Term term, Term other) {
    if (other instanceof Term.Named
        && yielding(term, other) instanceof Term.Cell cell
        && cell.yields) {
      cell.bound = other;
      cell.yields = false;
    }
  }

  private boolean structures(Term a, Term b) {
    if (a instanceof Term.Named x && b instanceof Term.Named y && x.name.equals(y.name)) {
      return all(x.arguments, y.arguments);
    }
    Term expansion = a instanceof Term.Named alias ? maker.expansion(alias) : null;
    if (expansion != null) {
      return one(expansion, b) && found(a, b);
    }
    expansion = b instanceof Term.Named alias ? maker.expansion(alias) : null;
    if (expansion != null) {
      return one(a, expansion) && found(b, a);
    }
    boolean same =
        switch (a) {
          case Term.Tuple x when b instanceof Term.Tuple y -> all(x.elements, y.elements);
          case Term.Function x when b instanceof Term.Function y ->
              one(x.parameter, y.parameter) && one(x.result, y.result);
          case Term.Fields x when b instanceof Term.Fields y -> records(x, y);
          case Term.Unit _ when b instanceof Term.Unit -> true;
          default -> false;
        };
    return same || maker.isUnknown(a) || maker.isUnknown(b);
  }

  private static boolean found(Term alias, Term other) {
    if (alias instanceof Term.Named named
        && other instanceof Term.Fields record
        && record.ofValue) {
      record.alias = named;
    }
    return true;
  }

  private boolean all(List<Term> first, List<Term> second) {
    if (first.size() != second.size()) {
      return false;
    }
    for (int i = 0; i < first.size(); i++) {
      if (!one(first.get(i), second.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What a record has, through all records that its rest turned out to be. */
  static Map<Name, Term> flat(Term.Fields record) {
    Map<Name, Term> all = new LinkedHashMap<>(record.fields);
    Term.Fields at = record;
    while (at.rest != null && rest(at.rest) instanceof Term.Fields more) {
      more.fields.forEach(all::putIfAbsent);
      at = more;
    }
    return all;
  }

  /** What stands for the fields of a record that are not known; null if it has no others. */
  static Term.@Nullable Cell open(Term.Fields record) {
    Term.Fields at = record;
    while (at.rest != null) {
      switch (rest(at.rest)) {
        case Term.Fields more -> at = more;
        case Term.Cell cell -> {
          return cell;
        }
        default -> {
          return null;
        }
      }
    }
    return null;
  }

  private static Term rest(Term term) {
    Term at = term;
    while (at instanceof Term.Cell cell && cell.bound != null) {
      at = cell.bound;
    }
    return at;
  }

  private boolean records(Term.Fields a, Term.Fields b) {
    Map<Name, Term> onlyA = flat(a);
    Map<Name, Term> onlyB = flat(b);
    for (Map.Entry<Name, Term> field : flat(a).entrySet()) {
      Term other = onlyB.remove(field.getKey());
      if (other != null) {
        onlyA.remove(field.getKey());
        if (!one(field.getValue(), other)) {
          return fail("the field " + field.getKey().camelCase() + " differs");
        }
      }
    }
    Term.Cell restA = open(a);
    Term.Cell restB = open(b);
    if (restA == restB) {
      return (onlyA.isEmpty() && onlyB.isEmpty())
          || fail("one has no field " + first(onlyA.isEmpty() ? onlyB : onlyA));
    }
    return extend(restB, onlyA, restA, onlyB);
  }

  private boolean extend(
      Term.@Nullable Cell restB,
      Map<Name, Term> onlyA,
      Term.@Nullable Cell restA,
      Map<Name, Term> onlyB) {
    if (restA == null || restB == null) {
      Term.Cell open = restA == null ? restB : restA;
      Map<Name, Term> missing = restA == null ? onlyA : onlyB;
      Map<Name, Term> surplus = restA == null ? onlyB : onlyA;
      if (open == null || !surplus.isEmpty()) {
        return fail("one has no field " + first(surplus));
      }
      return bind(open, new Term.Fields(missing, null, false));
    }
    if (onlyA.isEmpty() && onlyB.isEmpty()) {
      return one(restA, restB);
    }
    if (onlyA.isEmpty()) {
      return bind(restA, new Term.Fields(onlyB, restB, false));
    }
    if (onlyB.isEmpty()) {
      return bind(restB, new Term.Fields(onlyA, restA, false));
    }
    var rest = new Term.Cell(TermKind.ANY, Math.min(restA.level, restB.level), null);
    return bind(restA, new Term.Fields(onlyB, rest, false))
        && bind(restB, new Term.Fields(onlyA, rest, false));
  }

  private static String first(Map<Name, Term> fields) {
    return fields.keySet().iterator().next().camelCase();
  }

  private boolean bind(Term.Cell cell, Term target) {
    if (cell.rigid != null) {
      return fail(cell.rigid.camelCase() + " stands for any type");
    }
    Term resolved = Term.resolve(target);
    if (resolved instanceof Term.Cell other && other.rigid == null) {
      TermKind both = cell.kind.and(other.kind);
      if (both == null) {
        return fail("no type is both " + cell.kind.word() + " and " + other.kind.word());
      }
      other.kind = both;
      other.level = Math.min(other.level, cell.level);
      cell.bound = other;
      return true;
    }
    if (!free(cell, resolved) || !admits(cell.kind, resolved)) {
      return false;
    }
    cell.bound = target;
    return true;
  }

  /** True if the cell does not stand in the term; cells in it come to the cell's level. */
  private boolean free(Term.Cell cell, Term term) {
    if (!enter()) {
      return false;
    }
    boolean free =
        switch (Term.resolve(term)) {
          case Term.Cell other -> {
            other.level = Math.min(other.level, cell.level);
            yield other != cell || fail("the type would contain itself");
          }
          case Term.Named it -> allFree(cell, it.arguments);
          case Term.Tuple it -> allFree(cell, it.elements);
          case Term.Function it -> free(cell, it.parameter) && free(cell, it.result);
          case Term.Fields it ->
              allFree(cell, it.fields.values()) && (it.rest == null || free(cell, it.rest));
          case Term.Unit _ -> true;
        };
    depth--;
    return free;
  }

  private boolean allFree(Term.Cell cell, Iterable<Term> terms) {
    for (Term term : terms) {
      if (!free(cell, term)) {
        return false;
      }
    }
    return true;
  }

  /** True if the term is of the kind; cells in it come to be of it. */
  private boolean admits(TermKind kind, Term term) {
    if (kind == TermKind.ANY) {
      return true;
    }
    if (!enter()) {
      return false;
    }
    boolean admitted =
        switch (whole(term)) {
          case Term.Cell cell -> {
            TermKind both = kind.and(cell.kind);
            if (cell.rigid == null && both != null) {
              cell.kind = both;
            }
            // The SDK asks for an order in places where Elm does not.
            boolean enough = both == cell.kind || kind == TermKind.COMPARABLE;
            yield both != null && (cell.rigid == null || enough);
          }
          case Term.Named named -> admitsNamed(kind, named);
          case Term.Tuple tuple -> kind == TermKind.COMPARABLE && allComparable(tuple.elements);
          default -> false;
        };
    depth--;
    return admitted || fail("it is not " + kind.word());
  }

  private boolean admitsNamed(TermKind kind, Term.Named named) {
    boolean list = named.name.equals(SdkTypes.LIST);
    boolean text = named.name.equals(SdkTypes.STRING);
    return switch (kind) {
      case ANY -> true;
      case NUMBER -> SdkTypes.isNumber(named.name);
      case APPENDABLE -> list || text;
      case COMP_APPEND -> text || (list && allComparable(named.arguments));
      case COMPARABLE -> list ? allComparable(named.arguments) : SdkTypes.isComparable(named.name);
    };
  }

  private boolean allComparable(List<Term> terms) {
    for (Term term : terms) {
      if (!admits(TermKind.COMPARABLE, term)) {
        return false;
      }
    }
    return true;
  }

  /** The term with aliases at its head opened, until it is none. */
  Term whole(Term term) {
    Term at = Term.resolve(term);
    for (int i = 0; i < maxDepth && at instanceof Term.Named named; i++) {
      Term expansion = maker.expansion(named);
      if (expansion == null) {
        return at;
      }
      at = Term.resolve(expansion);
    }
    return at;
  }

  /** The type of a field of a record that is known; null if it is not, or has no such field. */
  @Nullable Term field(Term record, Name name) {
    return whole(record) instanceof Term.Fields fields ? flat(fields).get(name) : null;
  }
}
