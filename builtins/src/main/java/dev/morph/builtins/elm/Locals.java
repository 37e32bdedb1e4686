package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ModuleNames.Kind;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The local names at a place of a definition, and what has been used. Not safe for several threads.
 */
final class Locals {
  private final Names names;
  private final String file;
  private final Faults faults;
  private final Map<Name, Span> visible = new HashMap<>();
  private final Set<FQName> references = new HashSet<>();
  private Set<Name> used = new HashSet<>();
  private int made;

  Locals(Names names, String file, Faults faults) {
    this.names = names;
    this.file = file;
    this.faults = faults;
  }

  /** True if the name is one of a parameter, a pattern or a let; it counts as used then. */
  boolean use(Name name) {
    boolean local = visible.containsKey(name);
    if (local) {
      used.add(name);
    }
    return local;
  }

  /** Notes the use of a value of a module. */
  void reference(FQName name) {
    references.add(name);
  }

  /** The values of modules that were used. */
  Set<FQName> references() {
    return references;
  }

  /** The names used by what runs. */
  Set<Name> usedBy(Runnable work) {
    Set<Name> outer = used;
    used = new HashSet<>();
    work.run();
    Set<Name> inner = used;
    outer.addAll(inner);
    used = outer;
    return inner;
  }

  /** Makes names visible, until {@link #leave} with what this answers. */
  List<Name> enter(List<Identifier> identifiers) {
    List<Name> entered = new ArrayList<>();
    for (Identifier identifier : identifiers) {
      Name name = Ordering.name(identifier.text());
      Span before = visible.putIfAbsent(name, identifier.span());
      if (before == null) {
        entered.add(name);
        checkTopLevel(identifier, name);
      } else {
        shadowed(identifier, "in line " + before.startLine());
      }
    }
    return entered;
  }

  private void checkTopLevel(Identifier identifier, Name name) {
    if (names.own().declares(Kind.VALUE, name)) {
      shadowed(identifier, "by the module");
    }
  }

  private void shadowed(Identifier identifier, String where) {
    faults.add(
        ElmFault.SHADOWED_NAME,
        file,
        identifier.span(),
        "The name "
            + Texts.shown(identifier.text())
            + " is defined already, "
            + where
            + ". Rename one of the two.");
  }

  void leave(List<Name> entered) {
    entered.forEach(visible::remove);
  }

  /** A name for a record that the source does not name; it stands nowhere else. */
  Name unnamedRecord() {
    Name name;
    do {
      made++;
      name = new Name("record-" + made);
    } while (names.isWritten(name));
    return name;
  }
}
