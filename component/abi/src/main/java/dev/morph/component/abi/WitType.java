package dev.morph.component.abi;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value type of WIT; equal if the structure is equal, whatever a package calls it. {@code
 * toString} is WIT text, with the parts of records, variants, enums and flags written out. The Java
 * values that stand for each:
 *
 * <ul>
 *   <li>{@code bool} Boolean; {@code s8 u8 s16 u16 s32} Integer; {@code u32 s64} Long; {@code u64}
 *       Long as 64 unsigned bits; {@code f32} Float; {@code f64} Double; {@code char} Integer (a
 *       code point); {@code string} String
 *   <li>{@code list<u8>} byte[]; other lists List; {@code record} and {@code tuple} List, by
 *       position
 *   <li>{@code option} {@link java.util.Optional}; {@code result} {@link ResultValue}; {@code
 *       variant} {@link VariantValue}; {@code enum} String (the case's name); {@code flags} Set of
 *       String
 * </ul>
 */
public sealed interface WitType {
  /** Types without parts. */
  enum Primitive implements WitType {
    BOOL,
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    S64,
    U64,
    F32,
    F64,
    CHAR,
    STRING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code list<T>}. */
  record ListOf(WitType element) implements WitType {
    @Override
    public String toString() {
      return "list<" + element + ">";
    }
  }

  /** {@code record}; at least one field. */
  record Record(List<Field> fields) implements WitType {
    public Record {
      fields = List.copyOf(fields);
      requireParts("record", fields);
    }

    @Override
    public String toString() {
      return "record { " + joined(fields) + " }";
    }
  }

  /** A named part of a record. */
  record Field(String name, WitType type) {
    @Override
    public String toString() {
      return name + ": " + type;
    }
  }

  /** {@code tuple}; at least one element. */
  record Tuple(List<WitType> elements) implements WitType {
    public Tuple {
      elements = List.copyOf(elements);
      requireParts("tuple", elements);
    }

    @Override
    public String toString() {
      return "tuple<" + joined(elements) + ">";
    }
  }

  /** {@code variant}; at least one case. */
  record Variant(List<Case> cases) implements WitType {
    public Variant {
      cases = List.copyOf(cases);
      requireParts("variant", cases);
    }

    @Override
    public String toString() {
      return "variant { " + joined(cases) + " }";
    }
  }

  /** A case of a variant. */
  record Case(String name, @Nullable WitType type) {
    @Override
    public String toString() {
      return type == null ? name : name + "(" + type + ")";
    }
  }

  /** {@code enum}; at least one case. */
  record Enum(List<String> cases) implements WitType {
    public Enum {
      cases = List.copyOf(cases);
      requireParts("enum", cases);
    }

    @Override
    public String toString() {
      return "enum { " + joined(cases) + " }";
    }
  }

  /** {@code flags}; 1 to 32 labels. */
  record Flags(List<String> labels) implements WitType {
    public Flags {
      labels = List.copyOf(labels);
      requireParts("flags", labels);
      if (labels.size() > 32) {
        throw new IllegalArgumentException(
            "flags with " + labels.size() + " labels, at most 32 are accepted");
      }
    }

    @Override
    public String toString() {
      return "flags { " + joined(labels) + " }";
    }
  }

  /** {@code option<T>}. */
  record Option(WitType some) implements WitType {
    @Override
    public String toString() {
      return "option<" + some + ">";
    }
  }

  /** {@code result<T, E>}; either may be absent. */
  record Result(@Nullable WitType ok, @Nullable WitType err) implements WitType {
    @Override
    public String toString() {
      if (err == null) {
        return ok == null ? "result" : "result<" + ok + ">";
      }
      return "result<" + (ok == null ? "_" : ok) + ", " + err + ">";
    }
  }

  private static void requireParts(String kind, List<?> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a " + kind + " without parts, expected is at least one");
    }
  }

  private static String joined(List<?> parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(text.isEmpty() ? "" : ", ").append(part);
    }
    return text.toString();
  }
}
