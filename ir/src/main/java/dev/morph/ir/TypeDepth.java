package dev.morph.ir;

import java.util.List;

/** How deep types stand within one another. */
final class TypeDepth {
  private TypeDepth() {}

  static int of(Type type) {
    return 1
        + switch (type) {
          case Type.Variable _, Type.Unit _ -> 0;
          case Type.Reference one -> deepest(one.arguments());
          case Type.Tuple one -> deepest(one.elements());
          case Type.Record one -> deepestField(one.fields());
          case Type.ExtensibleRecord one -> deepestField(one.fields());
          case Type.Function one -> Math.max(of(one.parameter()), of(one.result()));
        };
  }

  private static int deepest(List<Type> types) {
    int deepest = 0;
    for (Type type : types) {
      deepest = Math.max(deepest, of(type));
    }
    return deepest;
  }

  private static int deepestField(List<Type.Field> fields) {
    int deepest = 0;
    for (Type.Field field : fields) {
      deepest = Math.max(deepest, of(field.type()));
    }
    return deepest;
  }
}
