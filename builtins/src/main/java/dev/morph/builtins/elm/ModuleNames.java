package dev.morph.builtins.elm;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a module declares, and which of them others may use.
 *
 * @param title the module's name as sources write it
 * @param broken names that could not be read, of which nothing more is told
 */
record ModuleNames(
    Path packageName,
    Path module,
    String title,
    Map<Name, TypeName> types,
    Map<Name, Entry> constructors,
    Map<Name, Entry> values,
    Set<String> broken) {

  /** What names stand for. */
  enum Kind {
    TYPE("type"),
    CONSTRUCTOR("constructor"),
    VALUE("value");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * A type.
   *
   * @param identifier as sources write it
   * @param parameters how many
   * @param constructors those of its name as well, if it is an alias of a record
   */
  record TypeName(
      String identifier,
      int parameters,
      List<Name> constructors,
      boolean exposed,
      boolean constructorsExposed) {}

  /**
   * A constructor or a value.
   *
   * @param identifier as sources write it
   */
  record Entry(String identifier, boolean exposed) {}

  FQName full(Name name) {
    return new FQName(packageName, module, name);
  }

  boolean declares(Kind kind, Name name) {
    return switch (kind) {
      case TYPE -> types.containsKey(name);
      case CONSTRUCTOR -> constructors.containsKey(name);
      case VALUE -> values.containsKey(name);
    };
  }

  boolean exposes(Kind kind, Name name) {
    return switch (kind) {
      case TYPE -> {
        @Nullable TypeName type = types.get(name);
        yield type != null && type.exposed();
      }
      case CONSTRUCTOR -> isExposed(constructors.get(name));
      case VALUE -> isExposed(values.get(name));
    };
  }

  private static boolean isExposed(@Nullable Entry entry) {
    return entry != null && entry.exposed();
  }

  /** How sources write a name of this module. */
  String identifier(Kind kind, Name name) {
    return switch (kind) {
      case TYPE -> {
        @Nullable TypeName type = types.get(name);
        yield type == null ? name.pascalCase() : type.identifier();
      }
      case CONSTRUCTOR -> identifier(constructors.get(name), name);
      case VALUE -> identifier(values.get(name), name);
    };
  }

  private static String identifier(@Nullable Entry entry, Name name) {
    return entry == null ? name.camelCase() : entry.identifier();
  }

  /** All names of a kind, exposed or not, as sources write them. */
  Map<Name, String> identifiers(Kind kind) {
    Map<Name, String> identifiers = new LinkedHashMap<>();
    switch (kind) {
      case TYPE -> types.forEach((name, type) -> identifiers.put(name, type.identifier()));
      case CONSTRUCTOR ->
          constructors.forEach((name, entry) -> identifiers.put(name, entry.identifier()));
      case VALUE -> values.forEach((name, entry) -> identifiers.put(name, entry.identifier()));
    }
    return identifiers;
  }

  /** Those of a kind that others may use. */
  Map<Name, String> exposed(Kind kind) {
    Map<Name, String> exposed = identifiers(kind);
    exposed.keySet().removeIf(name -> !exposes(kind, name));
    return exposed;
  }

  /** Collects the names of a module. */
  static final class Builder {
    final Map<Name, TypeName> types = new LinkedHashMap<>();
    final Map<Name, Entry> constructors = new LinkedHashMap<>();
    final Map<Name, Entry> values = new LinkedHashMap<>();

    ModuleNames build(Path packageName, Path module, String title, Set<String> broken) {
      return new ModuleNames(packageName, module, title, types, constructors, values, broken);
    }
  }
}
