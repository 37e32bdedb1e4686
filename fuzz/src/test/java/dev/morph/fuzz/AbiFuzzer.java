package dev.morph.fuzz;

import dev.morph.component.abi.AbiException;
import dev.morph.component.abi.CanonicalAbi;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitPackages;
import dev.morph.component.abi.WitType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lift and lower of the canonical ABI for every function of our WIT packages: the input is the
 * function's number, the lanes and the guest's memory, and chooses what the allocator answers.
 */
public final class AbiFuzzer {
  private static final List<WitFunction> FUNCTIONS = functions();

  private AbiFuzzer() {}

  private static List<WitFunction> functions() {
    List<WitFunction> all = new ArrayList<>();
    WitPackages.importedInterfaces().values().forEach(one -> all.addAll(one.values()));
    WitPackages.exportedInterfaces().values().forEach(one -> all.addAll(one.values()));
    return List.copyOf(all);
  }

  public static void fuzzerTestOneInput(byte[] data) {
    var input = new Input(data);
    WitFunction type = FUNCTIONS.get(input.next(FUNCTIONS.size()));
    boolean lift = input.next(2) == 0;
    var guest = new FuzzedGuest(input);
    try {
      if (lift) {
        lift(type, guest, input);
      } else {
        lower(type, guest, input);
      }
    } catch (AbiException e) {
      Check.that(e.getMessage() != null, "a fault says what");
    }
  }

  private static void lift(WitFunction type, FuzzedGuest guest, Input input) {
    FunctionType core = CanonicalAbi.exportType(type);
    guest.export("f", core, lanes -> lanes(core.results(), input));
    Object[] arguments =
        type.params().stream().map(param -> value(param.type(), input, 0)).toArray();
    Object result = CanonicalAbi.lift(guest, "f", type).call(arguments);
    if (type.result() != null) {
      shape(type.result(), result);
    }
  }

  private static void lower(WitFunction type, FuzzedGuest guest, Input input) {
    FunctionType core = CanonicalAbi.importType(type);
    CanonicalAbi.lower(
            type,
            (caller, arguments) -> {
              Check.equal(type.params().size(), arguments.length, "one value for each parameter");
              for (int i = 0; i < arguments.length; i++) {
                shape(type.params().get(i).type(), arguments[i]);
              }
              WitType result = type.result();
              return result == null ? null : value(result, input, 0);
            })
        .call(guest, lanes(core.params(), input));
  }

  private static long[] lanes(List<ValueType> types, Input input) {
    long[] lanes = new long[types.size()];
    for (int i = 0; i < lanes.length; i++) {
      long bits = input.nextLong();
      boolean wide = types.get(i) == ValueType.I64 || types.get(i) == ValueType.F64;
      lanes[i] = wide ? bits : bits & 0xFFFF_FFFFL;
    }
    return lanes;
  }

  /** A value of a type, as the input chooses. */
  private static Object value(WitType type, Input input, int depth) {
    return switch (type) {
      case WitType.Primitive primitive -> primitive(primitive, input);
      case WitType.ListOf(WitType element) -> {
        int size = depth > 3 ? 0 : input.next(4);
        if (element == WitType.Primitive.U8) {
          yield new byte[size];
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          items.add(value(element, input, depth + 1));
        }
        yield items;
      }
      case WitType.Record(List<WitType.Field> fields) ->
          fields.stream().map(field -> value(field.type(), input, depth + 1)).toList();
      case WitType.Tuple(List<WitType> elements) ->
          elements.stream().map(element -> value(element, input, depth + 1)).toList();
      case WitType.Variant(List<WitType.Case> cases) -> {
        WitType.Case one = cases.get(input.next(cases.size()));
        WitType payload = one.type();
        yield new VariantValue(one.name(), payload == null ? null : value(payload, input, depth));
      }
      case WitType.Enum(List<String> cases) -> cases.get(input.next(cases.size()));
      case WitType.Flags(List<String> labels) -> {
        Set<String> set = new LinkedHashSet<>();
        labels.forEach(label -> {
          if (input.next(2) == 0) {
            set.add(label);
          }
        });
        yield set;
      }
      case WitType.Option(WitType some) ->
          input.next(2) == 0 ? Optional.empty() : Optional.of(value(some, input, depth + 1));
      case WitType.Result(WitType ok, WitType err) ->
          input.next(2) == 0
              ? new ResultValue.Ok(ok == null ? null : value(ok, input, depth + 1))
              : new ResultValue.Err(err == null ? null : value(err, input, depth + 1));
    };
  }

  private static Object primitive(WitType.Primitive type, Input input) {
    long bits = input.nextLong();
    return switch (type) {
      case BOOL -> (bits & 1) == 0;
      case S8 -> (int) (byte) bits;
      case U8 -> (int) (bits & 0xFF);
      case S16 -> (int) (short) bits;
      case U16 -> (int) (bits & 0xFFFF);
      case S32 -> (int) bits;
      case U32 -> bits & 0xFFFF_FFFFL;
      case S64, U64 -> bits;
      case F32 -> Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      case CHAR -> (int) (bits & 0x7FFF);
      case STRING -> "text-\u00e9\ud83d\ude00".substring(0, (int) (bits & 7));
    };
  }

  /** What was lifted has the Java form of its type, and nothing out of range. */
  private static void shape(WitType type, @Nullable Object value) {
    switch (type) {
      case WitType.Primitive primitive -> range(primitive, value);
      case WitType.ListOf(WitType element) -> {
        if (element == WitType.Primitive.U8) {
          Check.that(value instanceof byte[], "bytes are an array");
        } else {
          ((List<?>) value).forEach(item -> shape(element, item));
        }
      }
      case WitType.Record(List<WitType.Field> fields) -> {
        for (int i = 0; i < fields.size(); i++) {
          shape(fields.get(i).type(), ((List<?>) value).get(i));
        }
      }
      case WitType.Tuple(List<WitType> elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          shape(elements.get(i), ((List<?>) value).get(i));
        }
      }
      case WitType.Variant(List<WitType.Case> cases) ->
          Check.that(
              cases.stream().anyMatch(one -> one.name().equals(((VariantValue) value).caseName())),
              "a variant has one of its cases");
      case WitType.Enum(List<String> cases) -> Check.that(cases.contains(value), "so has an enum");
      case WitType.Flags(List<String> labels) ->
          Check.that(labels.containsAll((Set<?>) value), "flags are known");
      case WitType.Option(WitType some) ->
          ((Optional<?>) value).ifPresent(present -> shape(some, present));
      case WitType.Result(WitType ok, WitType err) -> {
        switch ((ResultValue) value) {
          case ResultValue.Ok(Object payload) -> payload(ok, payload);
          case ResultValue.Err(Object payload) -> payload(err, payload);
        }
      }
    }
  }

  private static void payload(@Nullable WitType type, @Nullable Object payload) {
    if (type != null) {
      shape(type, payload);
    }
  }

  private static void range(WitType.Primitive type, @Nullable Object value) {
    switch (type) {
      case U8 -> Check.that((Integer) value >> 8 == 0, "a byte is a byte");
      case U16 -> Check.that((Integer) value >> 16 == 0, "two bytes are two bytes");
      case S8 -> Check.that((Integer) value == (byte) (int) value, "a signed byte is one");
      case S16 -> Check.that((Integer) value == (short) (int) value, "a short is one");
      case U32 -> Check.that((Long) value >> 32 == 0, "32 bits are 32 bits");
      case CHAR -> {
        int point = (Integer) value;
        Check.that(
            Character.isValidCodePoint(point) && (point < 0xD800 || point > 0xDFFF),
            "a char is a scalar value");
      }
      case STRING ->
          Check.that(
              ((String) value).chars().filter(c -> Character.isSurrogate((char) c)).count() % 2
                  == 0,
              "a string has whole characters");
      case BOOL, S32, S64, U64, F32, F64 -> {}
    }
  }
}
