package dev.morph.ir.types;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type while it is being found: as {@link Type}, with cells that are filled in as it goes. */
abstract sealed class Term {
  /** What it comes to, once nothing changes any more; see {@link TermTypes}. */
  @Nullable Type type;

  /** How many parts the type has, counted as often as they stand in it; 0 until it is made. */
  int parts;

  /** How deep parts stand in the type. */
  int height;

  /** A type that is not known yet, or a variable of a declared type, which stays one. */
  static final class Cell extends Term {
    TermKind kind;

    /** How deep in lets it was made: what is deeper than a let belongs to its definition alone. */
    int level;

    /** What it is known to be. */
    @Nullable Term bound;

    /** The name of a declared variable, which no other type may take the place of. */
    final @Nullable Name rigid;

    /** True while what it is bound to may give way to an alias of the same type. */
    boolean yields;

    Cell(TermKind kind, int level, @Nullable Name rigid) {
      this.kind = kind;
      this.level = level;
      this.rigid = rigid;
    }
  }

  /** A named type. */
  static final class Named extends Term {
    final FQName name;
    final List<Term> arguments;

    /** What it stands for if it is an alias, once that was asked. */
    @Nullable Term expansion;

    Named(FQName name, List<Term> arguments) {
      this.name = name;
      this.arguments = arguments;
    }
  }

  /** A tuple. */
  static final class Tuple extends Term {
    final List<Term> elements;

    Tuple(List<Term> elements) {
      this.elements = elements;
    }
  }

  /** A function of one parameter. */
  static final class Function extends Term {
    final Term parameter;
    final Term result;

    Function(Term parameter, Term result) {
      this.parameter = parameter;
      this.result = result;
    }
  }

  /** A record. */
  static final class Fields extends Term {
    final Map<Name, Term> fields;

    /** Stands for the other fields; null if there are none. */
    final @Nullable Term rest;

    /** True if a value made it, so that it may become an alias of its fields. */
    final boolean ofValue;

    /** The alias that it turned out to be. */
    @Nullable Named alias;

    Fields(Map<Name, Term> fields, @Nullable Term rest, boolean ofValue) {
      this.fields = fields;
      this.rest = rest;
      this.ofValue = ofValue;
    }
  }

  /** The type of one value. */
  static final class Unit extends Term {}

  /** The term that stands at the end of bound cells and found aliases. */
  static Term resolve(Term term) {
    Term at = term;
    while (true) {
      if (at instanceof Cell cell && cell.bound != null) {
        at = cell.bound;
      } else if (at instanceof Fields record && record.alias != null) {
        at = record.alias;
      } else {
        return at;
      }
    }
  }
}
