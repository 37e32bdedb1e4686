package dev.morph.engine.binary;

import dev.morph.engine.binary.CompositeType.Array;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.CompositeType.Struct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Validates the type section group by group (core spec 3.2.8 to 3.2.10): first that all indices
 * name types, then the canonical numbers, then the declared supertypes.
 */
final class TypeSectionRules {
  private final List<DefinedType> types;
  private final Site site;
  private final TypeRules rules;

  /** How many supertypes are above each type. */
  private final int[] depths;

  private final Map<TypeGroupKey, Integer> groups = new HashMap<>();

  private TypeSectionRules(List<DefinedType> types, Site site) {
    this.types = types;
    this.site = site;
    this.rules = new TypeRules(types);
    this.depths = new int[types.size()];
  }

  static TypeRules check(List<DefinedType> types, Site site) {
    ValidationCaps.check("types", types.size(), ValidationCaps.TYPES);
    return new TypeSectionRules(types, site).check();
  }

  private TypeRules check() {
    int start = 0;
    while (start < types.size()) {
      int end = start + types.get(start).groupSize();
      for (int i = start; i < end; i++) {
        site.enter("type", i);
        checkIndices(i, end);
      }
      number(start, end);
      for (int i = start; i < end; i++) {
        site.enter("type", i);
        checkSupertype(i);
      }
      start = end;
    }
    return rules;
  }

  private void checkIndices(int index, int end) {
    DefinedType type = types.get(index);
    if (type.supertypes().size() > 1) {
      throw site.invalid(
          "it declares " + type.supertypes().size() + " supertypes, at most 1 may be");
    }
    for (int supertype : type.supertypes()) {
      if (supertype >= index) {
        throw site.unknown("type (a supertype must come before)", supertype);
      }
    }
    switch (type.composite()) {
      case Function function -> {
        ValidationCaps.check(
            "parameters in a function type", function.params().size(), ValidationCaps.PARAMETERS);
        ValidationCaps.check(
            "results in a function type", function.results().size(), ValidationCaps.PARAMETERS);
        function.params().forEach(param -> rules.check(param, end, site));
        function.results().forEach(result -> rules.check(result, end, site));
      }
      case Struct struct -> {
        ValidationCaps.check(
            "fields in a structure type", struct.fields().size(), ValidationCaps.FIELDS);
        struct.fields().forEach(field -> rules.check(field.type(), end, site));
      }
      case Array array -> rules.check(array.element().type(), end, site);
    }
  }

  private void number(int start, int end) {
    var key = TypeGroupKey.of(types.subList(start, end), start, rules);
    Integer known = groups.putIfAbsent(key, start);
    int first = known == null ? start : known;
    for (int i = start; i < end; i++) {
      rules.defineCanonical(i, first + i - start);
    }
    for (int i = start; i < end; i++) {
      var supertypes = types.get(i).supertypes();
      rules.defineSupertype(i, supertypes.isEmpty() ? -1 : supertypes.getFirst());
    }
  }

  private void checkSupertype(int index) {
    DefinedType type = types.get(index);
    for (int above : type.supertypes()) {
      DefinedType supertype = types.get(above);
      depths[index] = depths[above] + 1;
      ValidationCaps.check(
          "supertypes above type " + index, depths[index], ValidationCaps.SUPERTYPES);
      if (supertype.isFinal()) {
        throw site.invalid("its supertype " + above + " is final");
      }
      if (!rules.compositeMatches(type.composite(), supertype.composite())) {
        throw site.invalid("it does not match its supertype " + above);
      }
    }
  }
}
