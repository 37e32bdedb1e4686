package dev.morph.engine.endive;

import dev.morph.engine.api.Function;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.api.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.WasmException;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * A function type, and how its values stand in Endive's two arrays: each value has a slot (v128
 * two) in both; numbers, function indices and exceptions are in the longs, other references in the
 * objects.
 */
final class Signature {
  /** An exception reference: Endive knows it as a number of its instance. */
  private record ExceptionHandle(WasmException exception) {}

  final FunctionType type;
  final run.endive.wasm.types.FunctionType endiveType;
  final boolean plain;
  private final int paramLanes;
  private final int resultLanes;
  private final int[] narrowParams;
  private final int[] narrowResults;
  private final boolean[] objectParams;
  private final boolean[] objectResults;

  /**
   * A signature.
   *
   * @param type with vectors, each of which is two i64 in {@code endiveType}
   */
  Signature(FunctionType type, run.endive.wasm.types.FunctionType endiveType) {
    this.endiveType = endiveType;
    this.type = type;
    this.plain =
        type.params().stream().noneMatch(Signature::isReference)
            && type.results().stream().noneMatch(Signature::isReference);
    this.paramLanes = lanes(type.params());
    this.resultLanes = lanes(type.results());
    this.narrowParams = narrow(type.params());
    this.narrowResults = narrow(type.results());
    this.objectParams = objects(type.params(), endiveType.params());
    this.objectResults = objects(type.results(), endiveType.returns());
  }

  private static boolean isReference(ValueType type) {
    return switch (type) {
      case I32, I64, F32, F64, V128 -> false;
      case FUNCREF, EXTERNREF, OTHER_REF -> true;
    };
  }

  private static int width(ValueType type) {
    return type == ValueType.V128 ? 2 : 1;
  }

  private static int lanes(List<ValueType> types) {
    return types.stream().filter(type -> !isReference(type)).mapToInt(Signature::width).sum();
  }

  /** The lanes that have 32 bits; only asked of types without references. */
  private static int[] narrow(List<ValueType> types) {
    var narrow = java.util.stream.IntStream.builder();
    int lane = 0;
    for (var type : types) {
      if (type == ValueType.I32 || type == ValueType.F32) {
        narrow.add(lane);
      }
      lane += width(type);
    }
    return narrow.build().toArray();
  }

  private static boolean[] objects(List<ValueType> types, List<ValType> slots) {
    boolean[] objects = new boolean[types.size()];
    int slot = 0;
    for (int i = 0; i < objects.length; i++) {
      objects[i] = slots.get(slot).isObjectRef();
      slot += width(types.get(i));
    }
    return objects;
  }

  /** Checks the caller's arguments of a type without references. */
  void requireParams(long[] lanes) {
    if (!plain) {
      throw new IllegalArgumentException(
          "the function's type " + type + " has references; use callWithReferences");
    }
    if (lanes.length != paramLanes) {
      throw new IllegalArgumentException(
          lanes.length + " lanes given, " + type + " takes " + paramLanes);
    }
  }

  /** What a call of a type without references gave, in the SPI's form. */
  long[] results(long @Nullable [] lanes) {
    if (resultLanes == 0 || lanes == null) {
      return GuestFunction.NO_LANES;
    }
    for (int lane : narrowResults) {
      lanes[lane] &= 0xFFFF_FFFFL;
    }
    return lanes;
  }

  /** Arguments for a host function of a type without references, in the SPI's form. */
  long[] params(long @Nullable [] lanes) {
    if (lanes == null) {
      return GuestFunction.NO_LANES;
    }
    for (int lane : narrowParams) {
      lanes[lane] &= 0xFFFF_FFFFL;
    }
    return lanes;
  }

  /** What a host function of a type without references answered, in Endive's form. */
  long[] hostResults(long[] lanes) {
    if (lanes.length != resultLanes) {
      throw new IllegalStateException(
          "the host function answered "
              + lanes.length
              + " lanes, "
              + type
              + " wants "
              + resultLanes);
    }
    if (narrowResults.length == 0) {
      return lanes;
    }
    long[] wide = lanes.clone();
    signExtend(wide, narrowResults);
    return wide;
  }

  /** Arguments of a type without references as Endive has them: 32 bits, sign-extended. */
  long[] signExtended(long[] lanes) {
    long[] wide = lanes.clone();
    signExtend(wide, narrowParams);
    return wide;
  }

  private static void signExtend(long[] lanes, int[] narrow) {
    for (int lane : narrow) {
      lanes[lane] = (int) lanes[lane];
    }
  }

  CallResult paramsToEndive(Values values, EndiveInstance instance) {
    return toEndive(type.params(), objectParams, values, instance);
  }

  CallResult resultsToEndive(Values values, EndiveInstance instance) {
    return toEndive(type.results(), objectResults, values, instance);
  }

  private CallResult toEndive(
      List<ValueType> types, boolean[] objects, Values values, EndiveInstance instance) {
    int slots = types.stream().mapToInt(Signature::width).sum();
    long[] longs = new long[slots];
    @Nullable Object[] references = new Object[slots];
    int slot = 0;
    int lane = 0;
    int reference = 0;
    if (values.lanes().length != lanes(types)
        || values.references().length != types.stream().filter(Signature::isReference).count()) {
      throw new IllegalArgumentException(
          values.lanes().length
              + " lanes and "
              + values.references().length
              + " references given for "
              + types);
    }
    for (int i = 0; i < objects.length; i++) {
      var valueType = types.get(i);
      if (!isReference(valueType)) {
        for (int n = width(valueType); n > 0; n--) {
          long value = values.lanes()[lane++];
          longs[slot++] =
              valueType == ValueType.I32 || valueType == ValueType.F32 ? (int) value : value;
        }
      } else {
        Object given = values.references()[reference++];
        if (objects[i]) {
          references[slot] = given;
          longs[slot] = given == null ? Value.REF_NULL_VALUE : 0;
        } else {
          longs[slot] = number(given, instance);
        }
        slot++;
      }
    }
    return CallResult.of(longs, references);
  }

  private static long number(@Nullable Object given, EndiveInstance instance) {
    return switch (given) {
      case null -> Value.REF_NULL_VALUE;
      case ExceptionHandle handle -> instance.exceptions.add(handle.exception());
      case Function function -> instance.indexOf(function);
      default ->
          throw new IllegalArgumentException(
              "a " + given.getClass().getSimpleName() + " is no reference to a function");
    };
  }

  Values paramsFromEndive(
      long @Nullable [] longs, @Nullable Object @Nullable [] references, EndiveInstance instance) {
    return fromEndive(type.params(), objectParams, longs, references, instance);
  }

  Values resultsFromEndive(CallResult result, EndiveInstance instance) {
    return fromEndive(type.results(), objectResults, result.longs(), result.refs(), instance);
  }

  private static Values fromEndive(
      List<ValueType> types,
      boolean[] objects,
      long @Nullable [] longs,
      @Nullable Object @Nullable [] slots,
      EndiveInstance instance) {
    long[] lanes = new long[lanes(types)];
    @Nullable Object[] references =
        new Object[(int) types.stream().filter(Signature::isReference).count()];
    int slot = 0;
    int lane = 0;
    int reference = 0;
    for (int i = 0; i < objects.length; i++) {
      var valueType = types.get(i);
      if (!isReference(valueType)) {
        for (int n = width(valueType); n > 0; n--) {
          long value = longs == null ? 0 : longs[slot];
          slot++;
          lanes[lane++] =
              valueType == ValueType.I32 || valueType == ValueType.F32
                  ? value & 0xFFFF_FFFFL
                  : value;
        }
      } else {
        references[reference++] =
            objects[i]
                ? slots == null ? null : slots[slot]
                : reference(
                    valueType, longs == null ? Value.REF_NULL_VALUE : longs[slot], instance);
        slot++;
      }
    }
    return new Values(lanes, references);
  }

  /** The SPI's form of a reference that Endive keeps as a number. */
  static @Nullable Object reference(ValueType type, long number, EndiveInstance instance) {
    if ((int) number == Value.REF_NULL_VALUE) {
      return null;
    }
    return type == ValueType.FUNCREF
        ? instance.functionAt((int) number)
        : new ExceptionHandle(instance.exceptions.get((int) number));
  }
}
