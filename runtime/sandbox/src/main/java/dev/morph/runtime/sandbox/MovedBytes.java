package dev.morph.runtime.sandbox;

import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a value of the canonical ABI takes when it crosses: its flat record, and beside it
 * the bytes of its strings and lists.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/component-model/blob/main/design/mvp/CanonicalABI.md">Canonical
 *     ABI, element size and alignment</a>
 */
final class MovedBytes {
  private MovedBytes() {}

  /** Bytes of the record that a type takes, padding included. */
  static long size(WitType type) {
    return switch (type) {
      case WitType.Primitive primitive -> primitiveSize(primitive);
      case WitType.ListOf list -> 8;
      case WitType.Record record ->
          sizeOfAll(record.fields().stream().map(WitType.Field::type).toList());
      case WitType.Tuple tuple -> sizeOfAll(tuple.elements());
      case WitType.Enum cases -> discriminant(cases.cases().size());
      case WitType.Flags flags -> flagBytes(flags.labels().size());
      case WitType.Variant variant ->
          withDiscriminant(
              variant.cases().size(), variant.cases().stream().map(WitType.Case::type).toList());
      case WitType.Option(WitType some) -> withDiscriminant(2, List.of(some));
      case WitType.Result(WitType ok, WitType err) ->
          withDiscriminant(2, java.util.Arrays.asList(ok, err));
    };
  }

  private static long alignment(WitType type) {
    return switch (type) {
      case WitType.Primitive primitive ->
          primitive == WitType.Primitive.STRING ? 4 : primitiveSize(primitive);
      case WitType.ListOf list -> 4;
      case WitType.Record record ->
          record.fields().stream().mapToLong(field -> alignment(field.type())).max().orElse(1);
      case WitType.Tuple tuple ->
          tuple.elements().stream().mapToLong(MovedBytes::alignment).max().orElse(1);
      case WitType.Enum cases -> discriminant(cases.cases().size());
      case WitType.Flags flags -> flagBytes(flags.labels().size());
      case WitType.Variant variant ->
          alignment(
              variant.cases().size(), variant.cases().stream().map(WitType.Case::type).toList());
      case WitType.Option(WitType some) -> alignment(2, List.of(some));
      case WitType.Result(WitType ok, WitType err) ->
          alignment(2, java.util.Arrays.asList(ok, err));
    };
  }

  private static long primitiveSize(WitType.Primitive type) {
    return switch (type) {
      case BOOL, S8, U8 -> 1;
      case S16, U16 -> 2;
      case S32, U32, F32, CHAR -> 4;
      case S64, U64, F64 -> 8;
      case STRING -> 8;
    };
  }

  private static long discriminant(int cases) {
    return cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
  }

  private static long flagBytes(int labels) {
    return labels <= 8 ? 1 : labels <= 16 ? 2 : 4;
  }

  private static long alignment(int cases, List<? extends @Nullable WitType> payloads) {
    long most = discriminant(cases);
    for (WitType payload : payloads) {
      if (payload != null) {
        most = Math.max(most, alignment(payload));
      }
    }
    return most;
  }

  private static long withDiscriminant(int cases, List<? extends @Nullable WitType> payloads) {
    long payloadAlignment = 1;
    long payloadSize = 0;
    for (WitType payload : payloads) {
      if (payload != null) {
        payloadAlignment = Math.max(payloadAlignment, alignment(payload));
        payloadSize = Math.max(payloadSize, size(payload));
      }
    }
    long size = aligned(discriminant(cases), payloadAlignment) + payloadSize;
    return aligned(size, alignment(cases, payloads));
  }

  /** The record of several values, as the parameters of a function. */
  static long sizeOfAll(List<WitType> types) {
    long size = 0;
    long most = 1;
    for (WitType type : types) {
      long alignment = alignment(type);
      most = Math.max(most, alignment);
      size = aligned(size, alignment) + size(type);
    }
    return aligned(size, most);
  }

  private static long aligned(long size, long alignment) {
    return (size + alignment - 1) / alignment * alignment;
  }

  /** Bytes of the strings and lists in a value. */
  static long content(@Nullable Object value, @Nullable WitType type) {
    if (value == null || type == null) {
      return 0;
    }
    return switch (type) {
      case WitType.Primitive primitive ->
          primitive == WitType.Primitive.STRING ? utf8Length((String) value) : 0;
      case WitType.ListOf(WitType element) ->
          value instanceof byte[] bytes ? bytes.length : list((List<?>) value, element);
      case WitType.Record record -> {
        long bytes = 0;
        for (int i = 0; i < record.fields().size(); i++) {
          bytes += content(((List<?>) value).get(i), record.fields().get(i).type());
        }
        yield bytes;
      }
      case WitType.Tuple tuple -> {
        long bytes = 0;
        for (int i = 0; i < tuple.elements().size(); i++) {
          bytes += content(((List<?>) value).get(i), tuple.elements().get(i));
        }
        yield bytes;
      }
      case WitType.Enum cases -> 0;
      case WitType.Flags flags -> 0;
      case WitType.Variant variant -> {
        VariantValue chosen = (VariantValue) value;
        long bytes = 0;
        for (WitType.Case one : variant.cases()) {
          if (one.name().equals(chosen.caseName())) {
            bytes = content(chosen.payload(), one.type());
          }
        }
        yield bytes;
      }
      case WitType.Option(WitType some) -> content(((Optional<?>) value).orElse(null), some);
      case WitType.Result(WitType ok, WitType err) ->
          switch ((ResultValue) value) {
            case ResultValue.Ok(Object content) -> content(content, ok);
            case ResultValue.Err(Object content) -> content(content, err);
          };
    };
  }

  private static long list(List<?> items, WitType element) {
    long bytes = items.size() * size(element);
    for (Object item : items) {
      bytes += content(item, element);
    }
    return bytes;
  }

  private static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
