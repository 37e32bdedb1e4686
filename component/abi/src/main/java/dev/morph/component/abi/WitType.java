package dev.morph.component.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value type of WIT. The Java values that stand for each:
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
    STRING
  }

  /** {@code list<T>}. */
  record ListOf(WitType element) implements WitType {}

  /** {@code record}; at least one field. */
  record Record(List<Field> fields) implements WitType {
    public Record {
      fields = List.copyOf(fields);
    }
  }

  /** A named part of a record. */
  record Field(String name, WitType type) {}

  /** {@code tuple}. */
  record Tuple(List<WitType> elements) implements WitType {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** {@code variant}; at least one case. */
  record Variant(List<Case> cases) implements WitType {
    public Variant {
      cases = List.copyOf(cases);
    }
  }

  /** A case of a variant. */
  record Case(String name, @Nullable WitType type) {}

  /** {@code enum}; at least one case. */
  record Enum(List<String> cases) implements WitType {
    public Enum {
      cases = List.copyOf(cases);
    }
  }

  /** {@code flags}; 1 to 32 labels. */
  record Flags(List<String> labels) implements WitType {
    public Flags {
      labels = List.copyOf(labels);
    }
  }

  /** {@code option<T>}. */
  record Option(WitType some) implements WitType {}

  /** {@code result<T, E>}; either may be absent. */
  record Result(@Nullable WitType ok, @Nullable WitType err) implements WitType {}
}
