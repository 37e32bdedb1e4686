package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.CompositeType.Array;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.CompositeType.Struct;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.FieldType;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.ValType;
import dev.morph.engine.binary.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets types name the first of the types that are the same. Endive 1.0.0 compares types part by
 * part: where two equal ones name two equal ones, level below level, that doubles at each level. It
 * sees at once that one type is itself.
 */
final class CanonicalTypes {
  private final int[] canonical;
  private boolean changed;

  private CanonicalTypes(int[] canonical) {
    this.canonical = canonical;
  }

  /** A valid module with its types told by the first of each; the same one if they are. */
  static ModuleBinary rewrite(ModuleBinary module) {
    var rules = new CanonicalTypes(Validator.canonicalTypes(module));
    List<DefinedType> types = module.types().stream().map(rules::defined).toList();
    return rules.changed
        ? ModuleBinary.decode(
            ModuleCopy.of(module, Map.of(Section.TYPE, new BinaryWriter().types(types))))
        : module;
  }

  private DefinedType defined(DefinedType type) {
    List<Integer> supertypes =
        type.supertypes().stream().map(supertype -> index(supertype, type)).toList();
    CompositeType composite =
        switch (type.composite()) {
          case Function(var params, var results) ->
              new Function(types(params, type), types(results, type));
          case Struct(var fields) ->
              new Struct(fields.stream().map(field -> field(field, type)).toList());
          case Array(var element) -> new Array(field(element, type));
        };
    return new DefinedType(
        composite, type.isFinal(), supertypes, type.groupStart(), type.groupSize());
  }

  private List<ValType> types(List<ValType> types, DefinedType user) {
    var changed = new ArrayList<ValType>(types.size());
    types.forEach(type -> changed.add(type(type, user)));
    return changed;
  }

  private FieldType field(FieldType field, DefinedType user) {
    return new FieldType(type(field.type(), user), field.packedBytes(), field.mutable());
  }

  private ValType type(ValType type, DefinedType user) {
    return type.isRef() && type.heap() >= 0
        ? ValType.ref(type.nullable(), index(type.heap(), user))
        : type;
  }

  /** Types of one group are told apart by their places in it. */
  private int index(int type, DefinedType user) {
    int index = type >= user.groupStart() ? type : canonical[type];
    changed |= index != type;
    return index;
  }
}
