package dev.morph.ir.types;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import java.util.IdentityHashMap;
import java.util.Map;

/** Types in Elm's notation for messages, cut where they get long. Not safe for several threads. */
final class TermText {
  private static final int MOST_CHARACTERS = 200;

  private final StringBuilder out = new StringBuilder();
  private final IdentityHashMap<Term.Cell, String> names = new IdentityHashMap<>();

  /** The text of a term. */
  String of(Term term) {
    out.setLength(0);
    term(term, false);
    if (out.length() > MOST_CHARACTERS) {
      out.setLength(MOST_CHARACTERS);
      out.append("...");
    }
    return out.toString();
  }

  private void term(Term term, boolean within) {
    if (out.length() > MOST_CHARACTERS) {
      return;
    }
    switch (Term.resolve(term)) {
      case Term.Cell it -> out.append(name(it));
      case Term.Named it -> named(it, within);
      case Term.Tuple it -> {
        out.append("( ");
        for (int i = 0; i < it.elements.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          term(it.elements.get(i), false);
        }
        out.append(" )");
      }
      case Term.Function it -> {
        out.append(within ? "(" : "");
        term(it.parameter, Term.resolve(it.parameter) instanceof Term.Function);
        out.append(" -> ");
        term(it.result, false);
        out.append(within ? ")" : "");
      }
      case Term.Fields it -> fields(it);
      case Term.Unit _ -> out.append("()");
    }
  }

  private void named(Term.Named it, boolean within) {
    boolean open = within && !it.arguments.isEmpty();
    out.append(open ? "(" : "").append(name(it.name));
    for (Term argument : it.arguments) {
      out.append(' ');
      term(argument, true);
    }
    out.append(open ? ")" : "");
  }

  /** The SDK's types by their own name, others with their module. */
  private static String name(FQName name) {
    String local = name.local().pascalCase();
    return name.packageName().equals(MorphirSdk.PACKAGE)
        ? local
        : name.module().pascalCase() + "." + local;
  }

  private void fields(Term.Fields record) {
    Map<Name, Term> fields = Unifier.flat(record);
    Term.Cell rest = Unifier.open(record);
    out.append("{ ");
    if (rest != null) {
      out.append(name(rest)).append(" | ");
    }
    String separator = "";
    for (Map.Entry<Name, Term> field : fields.entrySet()) {
      out.append(separator).append(field.getKey().camelCase()).append(" : ");
      term(field.getValue(), false);
      separator = ", ";
      if (out.length() > MOST_CHARACTERS) {
        break;
      }
    }
    out.append(" }");
  }

  private String name(Term.Cell cell) {
    if (cell.rigid != null) {
      return cell.rigid.camelCase();
    }
    return names.computeIfAbsent(
        cell, one -> (one.kind == TermKind.ANY ? "t" : one.kind.word()) + (names.size() + 1));
  }
}
