package dev.morph.component.abi;

import dev.morph.component.abi.TypeScope.Entry;
import dev.morph.component.abi.TypeScope.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes value and function types of the component binary format. */
final class ValueTypes {
  private static final int MAX_WEIGHT = 10_000;
  private static final int MAX_DEPTH = 100;

  /** By opcode, from 0x73 up. */
  private static final WitType.Primitive[] PRIMITIVES = {
    WitType.Primitive.STRING,
    WitType.Primitive.CHAR,
    WitType.Primitive.F64,
    WitType.Primitive.F32,
    WitType.Primitive.U64,
    WitType.Primitive.S64,
    WitType.Primitive.U32,
    WitType.Primitive.S32,
    WitType.Primitive.U16,
    WitType.Primitive.S16,
    WitType.Primitive.U8,
    WitType.Primitive.S8,
    WitType.Primitive.BOOL
  };

  private static final int FIRST_PRIMITIVE = 0x73;
  private static final int ERROR_CONTEXT = 0x64;

  private final SectionReader reader;
  private final TypeScope scope;
  private int weight = 1;
  private int depth;
  private boolean unsupported;

  private ValueTypes(SectionReader reader, TypeScope scope) {
    this.reader = reader;
    this.scope = scope;
  }

  /** A definition of a value type. */
  static Value definition(SectionReader reader, TypeScope scope) {
    ValueTypes types = new ValueTypes(reader, scope);
    WitType type = types.definition();
    return new Value(types.unsupported ? null : type, types.weight, types.depth);
  }

  /** A function type after its opcode. */
  static TypeScope.Func function(SectionReader reader, TypeScope scope, boolean async) {
    ValueTypes types = new ValueTypes(reader, scope);
    List<WitType.Field> params = types.fields();
    WitType result = null;
    int results = reader.next();
    if (results == 0) {
      result = types.reference();
    } else if (results == 1) {
      reader.expect(0, "no result");
    } else {
      throw reader.fault("a result list of the kind " + results + ", expected is 0 or 1");
    }
    return new TypeScope.Func(types.unsupported || async ? null : new WitFunction(params, result));
  }

  private @Nullable WitType definition() {
    int code = reader.peek();
    if (code >= FIRST_PRIMITIVE && code <= 0x7F || code == ERROR_CONTEXT) {
      return reference();
    }
    reader.next();
    return switch (code) {
      case 0x72 -> new WitType.Record(nonEmpty(fields()));
      case 0x71 -> new WitType.Variant(nonEmpty(cases()));
      case 0x70 -> new WitType.ListOf(reference());
      case 0x6F -> new WitType.Tuple(nonEmpty(references()));
      case 0x6E -> flags();
      case 0x6D -> new WitType.Enum(nonEmpty(labels()));
      case 0x6B -> new WitType.Option(reference());
      case 0x6A -> new WitType.Result(optionalReference(), optionalReference());
      case 0x69, 0x68 -> handle();
      case 0x67 -> fixedList();
      case 0x66, 0x65 -> {
        optionalReference();
        yield beyond();
      }
      case 0x63 -> {
        reference();
        reference();
        yield beyond();
      }
      default ->
          throw reader.fault("a type with the opcode " + SectionReader.hex(code) + ", unknown");
    };
  }

  private @Nullable WitType beyond() {
    unsupported = true;
    return null;
  }

  private @Nullable WitType handle() {
    Entry entry = ComponentTypeSection.at(reader, scope.types, reader.unsigned(), "type");
    if (!(entry instanceof TypeScope.Resource)) {
      throw reader.fault("a handle of something that is not a resource");
    }
    return beyond();
  }

  private @Nullable WitType fixedList() {
    reference();
    reader.unsigned();
    return beyond();
  }

  private WitType flags() {
    List<String> labels = nonEmpty(labels());
    if (labels.size() > 32) {
      throw reader.fault("flags with " + labels.size() + " labels, at most 32 are accepted");
    }
    return new WitType.Flags(labels);
  }

  /** A use of a type: an opcode of a primitive, or an index. */
  private WitType reference() {
    int code = reader.peek();
    if (code >= FIRST_PRIMITIVE && code <= 0x7F) {
      reader.next();
      weigh(1, 1);
      return PRIMITIVES[code - FIRST_PRIMITIVE];
    }
    if (code == ERROR_CONTEXT) {
      reader.next();
      return unsupportedPlaceholder();
    }
    if (code >= 0x40 && code < 0x80) {
      throw reader.fault("a use of a type " + SectionReader.hex(code) + ", unknown");
    }
    Entry entry = ComponentTypeSection.at(reader, scope.types, reader.unsigned(), "type");
    if (!(entry instanceof Value value)) {
      throw reader.fault("a type that is not that of a value");
    }
    weigh(value.weight(), value.depth() + 1);
    WitType type = value.type();
    return type == null ? unsupportedPlaceholder() : type;
  }

  /** Stands for a type we do not have while the rest is read; the whole is dropped. */
  private WitType unsupportedPlaceholder() {
    unsupported = true;
    return WitType.Primitive.BOOL;
  }

  private void weigh(int added, int atDepth) {
    weight += added;
    depth = Math.max(depth, atDepth);
    if (weight > MAX_WEIGHT || depth > MAX_DEPTH) {
      throw reader.fault(
          "a type of more than "
              + MAX_WEIGHT
              + " parts or nested deeper than "
              + MAX_DEPTH
              + "; make it simpler");
    }
  }

  private @Nullable WitType optionalReference() {
    int present = reader.next();
    if (present > 1) {
      throw reader.fault("an optional type marked " + present + ", expected is 0 or 1");
    }
    return present == 1 ? reference() : null;
  }

  private List<WitType> references() {
    List<WitType> types = new ArrayList<>();
    for (int left = reader.unsigned(); left > 0; left--) {
      types.add(reference());
    }
    return types;
  }

  private List<WitType.Field> fields() {
    List<WitType.Field> fields = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (int left = reader.unsigned(); left > 0; left--) {
      String name = label(seen);
      fields.add(new WitType.Field(name, reference()));
    }
    return fields;
  }

  private List<WitType.Case> cases() {
    List<WitType.Case> cases = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (int left = reader.unsigned(); left > 0; left--) {
      String name = label(seen);
      weigh(1, 1);
      cases.add(new WitType.Case(name, optionalReference()));
      reader.expect(0, "the end of a case");
    }
    return cases;
  }

  private List<String> labels() {
    Set<String> seen = new LinkedHashSet<>();
    for (int left = reader.unsigned(); left > 0; left--) {
      label(seen);
      weigh(1, 1);
    }
    return List.copyOf(seen);
  }

  private String label(Set<String> seen) {
    String name = reader.name();
    if (!seen.add(name)) {
      throw reader.fault("the label \"" + name + "\" twice in one type");
    }
    return name;
  }

  private <T> List<T> nonEmpty(List<T> parts) {
    if (parts.isEmpty()) {
      throw reader.fault("a type without parts, expected is at least one");
    }
    return parts;
  }
}
