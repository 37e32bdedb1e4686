package dev.morph.engine.binary;

import dev.morph.engine.binary.CompositeType.Array;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.CompositeType.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of a module and when one matches another (core spec 3.3). Types are compared by their
 * canonical indices. Filled group after group by {@link TypeSectionRules}; not changed afterwards.
 */
final class TypeRules {
  private final List<DefinedType> types;
  private final int[] canonical;

  /** By canonical index: the canonical supertype, or -1. */
  private final int[] supertypes;

  private final @Nullable Signature[] signatures;

  TypeRules(List<DefinedType> types) {
    this.types = types;
    this.canonical = new int[types.size()];
    this.supertypes = new int[types.size()];
    this.signatures = new Signature[types.size()];
  }

  int count() {
    return types.size();
  }

  int[] canonical() {
    return canonical.clone();
  }

  int canonical(int type) {
    return canonical[type];
  }

  void defineCanonical(int type, int index) {
    canonical[type] = index;
  }

  void defineSupertype(int type, int supertype) {
    supertypes[canonical[type]] = supertype < 0 ? -1 : canonical[supertype];
  }

  CompositeType composite(int type) {
    return types.get(type).composite();
  }

  @Nullable Function function(int type) {
    return composite(type) instanceof Function function ? function : null;
  }

  /** The operands and results of a type that is a function's. */
  Signature signature(int type) {
    Signature known = signatures[type];
    if (known == null) {
      var function = (Function) composite(type);
      known = new Signature(codes(function.params()), codes(function.results()));
      signatures[type] = known;
    }
    return known;
  }

  private int[] codes(List<ValType> list) {
    if (list.isEmpty()) {
      return Signature.NONE;
    }
    var codes = new int[list.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = code(list.get(i));
    }
    return codes;
  }

  /** Throws if a type names an index of {@code limit} or more. */
  void check(ValType type, int limit, Site site) {
    if (type.isRef()) {
      checkHeap(type.heap(), limit, site);
    }
  }

  void checkHeap(int heap, int limit, Site site) {
    if (heap >= limit) {
      throw site.unknown("type", heap);
    }
  }

  /** Of a type that was checked. */
  int code(ValType type) {
    return switch (type.kind()) {
      case I32 -> TypeCode.I32;
      case I64 -> TypeCode.I64;
      case F32 -> TypeCode.F32;
      case F64 -> TypeCode.F64;
      case V128 -> TypeCode.V128;
      case REF -> refTo(type.nullable(), type.heap());
    };
  }

  /** Checked and coded. */
  int code(ValType type, Site site) {
    check(type, count(), site);
    return code(type);
  }

  /** A reference to a heap type that was checked. */
  int refTo(boolean nullable, int heap) {
    return TypeCode.ref(nullable, heap >= 0 ? canonical[heap] : heap);
  }

  /** Whether a value of the first type may stand where the second is expected. */
  boolean matches(int sub, int type) {
    if (sub == type || sub == TypeCode.UNKNOWN) {
      return true;
    }
    if (!TypeCode.isRef(sub) || !TypeCode.isRef(type)) {
      return false;
    }
    return (TypeCode.isNullable(type) || !TypeCode.isNullable(sub))
        && heapMatches(TypeCode.heap(sub), TypeCode.heap(type));
  }

  /** Whether lists match, each type the one at its place. */
  boolean matches(int[] sub, int[] list) {
    if (sub.length != list.length) {
      return false;
    }
    for (int i = 0; i < sub.length; i++) {
      if (!matches(sub[i], list[i])) {
        return false;
      }
    }
    return true;
  }

  /** Heap types, with canonical indices. */
  boolean heapMatches(int sub, int type) {
    if (sub == type || sub == TypeCode.BOTTOM_HEAP) {
      return true;
    }
    if (type < 0) {
      return abstractMatches(sub < 0 ? sub : kind(sub), type);
    }
    if (sub >= 0) {
      return declaredMatches(sub, type);
    }
    return sub == (kind(type) == HeapType.FUNC ? HeapType.NOFUNC : HeapType.NONE);
  }

  /** At most {@link ValidationCaps#SUPERTYPES} steps. */
  private boolean declaredMatches(int sub, int type) {
    int at = sub;
    while (at >= 0 && at != type) {
      at = supertypes[at];
    }
    return at == type;
  }

  private static boolean abstractMatches(int sub, int type) {
    return sub == type
        || switch (type) {
          case HeapType.ANY -> sub == HeapType.EQ || isBelowEq(sub);
          case HeapType.EQ -> isBelowEq(sub);
          case HeapType.I31, HeapType.STRUCT, HeapType.ARRAY -> sub == HeapType.NONE;
          case HeapType.FUNC -> sub == HeapType.NOFUNC;
          case HeapType.EXTERN -> sub == HeapType.NOEXTERN;
          case HeapType.EXN -> sub == HeapType.NOEXN;
          default -> false;
        };
  }

  private static boolean isBelowEq(int heap) {
    return heap == HeapType.I31
        || heap == HeapType.STRUCT
        || heap == HeapType.ARRAY
        || heap == HeapType.NONE;
  }

  /** The abstract type right above a defined one. */
  int kind(int type) {
    return switch (composite(type)) {
      case Function _ -> HeapType.FUNC;
      case Struct _ -> HeapType.STRUCT;
      case Array _ -> HeapType.ARRAY;
    };
  }

  /** The topmost type above a heap type. */
  int top(int heap) {
    return switch (heap < 0 ? heap : kind(heap)) {
      case HeapType.FUNC, HeapType.NOFUNC -> HeapType.FUNC;
      case HeapType.EXTERN, HeapType.NOEXTERN -> HeapType.EXTERN;
      case HeapType.EXN, HeapType.NOEXN -> HeapType.EXN;
      default -> HeapType.ANY;
    };
  }

  boolean compositeMatches(CompositeType sub, CompositeType type) {
    return switch (type) {
      case Function function ->
          sub instanceof Function other
              && matches(codes(function.params()), codes(other.params()))
              && matches(codes(other.results()), codes(function.results()));
      case Struct struct -> sub instanceof Struct other && fieldsMatch(other, struct);
      case Array array ->
          sub instanceof Array other && fieldMatches(other.element(), array.element());
    };
  }

  private boolean fieldsMatch(Struct sub, Struct type) {
    if (sub.fields().size() < type.fields().size()) {
      return false;
    }
    for (int i = 0; i < type.fields().size(); i++) {
      if (!fieldMatches(sub.fields().get(i), type.fields().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean fieldMatches(FieldType sub, FieldType type) {
    return sub.mutable() == type.mutable()
        && storageMatches(sub, type)
        && (!type.mutable() || storageMatches(type, sub));
  }

  /** Whether what is read from a field of the first type may be written to one of the second. */
  boolean storageMatches(FieldType sub, FieldType type) {
    return sub.packedBytes() == type.packedBytes() && matches(code(sub.type()), code(type.type()));
  }
}
