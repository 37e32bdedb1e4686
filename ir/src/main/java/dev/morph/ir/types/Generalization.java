package dev.morph.ir.types;

import dev.morph.ir.Name;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an instance of the general type of a let's name: its cells that were made deeper than the
 * let belong to the definition alone, and each use has its own. Not safe for several threads.
 */
final class Generalization {
  /** What stands deeper keeps its one type, and so does what is left when it was too much. */
  private static final int MOST_DEPTH = 200;

  private final Unifier unifier;
  private final int letLevel;
  private final int useLevel;
  private final IdentityHashMap<Term, Term> made = new IdentityHashMap<>();
  private int depth;

  Generalization(Unifier unifier, int letLevel, int useLevel) {
    this.unifier = unifier;
    this.letLevel = letLevel;
    this.useLevel = useLevel;
  }

  Term instance(Term term) {
    Term resolved = Term.resolve(term);
    Term known = made.get(resolved);
    if (known != null || depth == MOST_DEPTH || !unifier.step()) {
      return known == null ? resolved : known;
    }
    depth++;
    Term instance = fresh(resolved);
    depth--;
    made.put(resolved, instance);
    return instance;
  }

  private Term fresh(Term resolved) {
    return switch (resolved) {
      case Term.Cell cell ->
          cell.level <= letLevel || cell.rigid != null
              ? cell
              : new Term.Cell(cell.kind, useLevel, null);
      case Term.Named it ->
          it.arguments.isEmpty() ? it : new Term.Named(it.name, all(it.arguments));
      case Term.Tuple it -> new Term.Tuple(all(it.elements));
      case Term.Function it -> new Term.Function(instance(it.parameter), instance(it.result));
      case Term.Fields it -> {
        Map<Name, Term> fields = new LinkedHashMap<>();
        it.fields.forEach((name, type) -> fields.put(name, instance(type)));
        yield new Term.Fields(fields, it.rest == null ? null : instance(it.rest), false);
      }
      case Term.Unit it -> it;
    };
  }

  private List<Term> all(List<Term> terms) {
    List<Term> all = new ArrayList<>(terms.size());
    for (Term term : terms) {
      all.add(instance(term));
    }
    return all;
  }
}
