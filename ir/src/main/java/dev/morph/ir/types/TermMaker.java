package dev.morph.ir.types;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes terms of declared types. Types without variables are made once: they never change. Not safe
 * for several threads.
 */
final class TermMaker {
  private static final Term UNIT = new Term.Unit();

  private final TypeEnvironment environment;
  private final Map<FQName, Term> ground = new HashMap<>();
  private final Map<FQName, Term> plain = new HashMap<>();
  private boolean variables;

  TermMaker(TypeEnvironment environment) {
    this.environment = environment;
  }

  Term unit() {
    return UNIT;
  }

  /** A named type without arguments. */
  Term plain(FQName name) {
    return plain.computeIfAbsent(name, one -> new Term.Named(one, List.of()));
  }

  /** The type of a value of a module, with fresh cells for its variables; null if it is unknown. */
  @Nullable Term value(FQName name, int level) {
    Term known = ground.get(name);
    if (known != null) {
      return known;
    }
    Type type = environment.value(name);
    return type == null ? null : remember(name, type, level);
  }

  private Term remember(FQName name, Type type, int level) {
    variables = false;
    Term made = term(type, new HashMap<>(), level);
    if (!variables) {
      ground.put(name, made);
    }
    return made;
  }

  /** The same of a constructor: as a function of its arguments. */
  @Nullable Term constructor(FQName name, int level) {
    ConstructorDeclaration declaration = environment.constructor(name);
    return declaration == null ? null : term(declaration.asFunction(), new HashMap<>(), level);
  }

  /** What an alias stands for; null if it is none. */
  @Nullable Term expansion(Term.Named named) {
    if (named.expansion == null
        && environment.type(named.name) instanceof TypeDeclaration.Alias alias
        && alias.parameters().size() == named.arguments.size()) {
      Map<Name, Term> arguments = new HashMap<>();
      for (int i = 0; i < named.arguments.size(); i++) {
        arguments.put(alias.parameters().get(i), named.arguments.get(i));
      }
      named.expansion = term(alias.type(), arguments, 0);
    }
    return named.expansion;
  }

  /** True for a named type that nothing is known of, so that it may be any. */
  boolean isUnknown(Term term) {
    return term instanceof Term.Named named && environment.type(named.name) == null;
  }

  /**
   * A declared type.
   *
   * @param cells those of its variables; others are added
   */
  Term term(Type type, Map<Name, Term> cells, int level) {
    return switch (type) {
      case Type.Variable it -> variable(it.name(), cells, level);
      case Type.Reference it ->
          it.arguments().isEmpty()
              ? plain(it.name())
              : new Term.Named(it.name(), terms(it.arguments(), cells, level));
      case Type.Tuple it -> new Term.Tuple(terms(it.elements(), cells, level));
      case Type.Record it -> new Term.Fields(fields(it.fields(), cells, level), null, false);
      case Type.ExtensibleRecord it -> {
        Term rest = variable(it.variable(), cells, level);
        yield new Term.Fields(fields(it.fields(), cells, level), rest, false);
      }
      case Type.Function it ->
          new Term.Function(term(it.parameter(), cells, level), term(it.result(), cells, level));
      case Type.Unit _ -> UNIT;
    };
  }

  private Term variable(Name name, Map<Name, Term> cells, int level) {
    variables = true;
    return cells.computeIfAbsent(name, one -> new Term.Cell(TermKind.of(one), level, null));
  }

  private List<Term> terms(List<Type> types, Map<Name, Term> cells, int level) {
    List<Term> terms = new ArrayList<>(types.size());
    for (Type type : types) {
      terms.add(term(type, cells, level));
    }
    return terms;
  }

  private Map<Name, Term> fields(List<Type.Field> fields, Map<Name, Term> cells, int level) {
    Map<Name, Term> terms = new LinkedHashMap<>();
    for (Type.Field field : fields) {
      terms.put(field.name(), term(field.type(), cells, level));
    }
    return terms;
  }
}
