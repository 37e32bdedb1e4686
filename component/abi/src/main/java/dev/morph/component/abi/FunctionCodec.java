package dev.morph.component.abi;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters and the result of a function, and its core types. */
final class FunctionCodec {
  /** Component Model, Canonical ABI, flattening. */
  private static final int MAX_FLAT_PARAMS = 16;

  /** Component Model, Canonical ABI, flattening. */
  private static final int MAX_FLAT_RESULTS = 1;

  final RecordCodec params;
  final int paramCount;
  final @Nullable Codec result;

  /** The parameters are in a block of memory, one lane has its address. */
  final boolean spilledParams;

  /** The result is in a block of memory. */
  final boolean spilledResult;

  FunctionCodec(String name, WitFunction type) {
    params = RecordCodec.ofFields(type.params(), Place.of(name, "params"));
    paramCount = type.params().size();
    WitType resultType = type.result();
    result = resultType == null ? null : Codec.of(resultType, Place.of(name, "result"));
    spilledParams = params.flat.size() > MAX_FLAT_PARAMS;
    spilledResult = result != null && result.flat.size() > MAX_FLAT_RESULTS;
  }

  /** Core type of an export: a spilled result's address is given back. */
  FunctionType exportType() {
    return new FunctionType(coreParams(), spilledResult ? List.of(ValueType.I32) : flatResult());
  }

  /** Core type of an import: the address for a spilled result is the last parameter. */
  FunctionType importType() {
    if (!spilledResult) {
      return new FunctionType(coreParams(), flatResult());
    }
    List<ValueType> withAddress = new ArrayList<>(coreParams());
    withAddress.add(ValueType.I32);
    return new FunctionType(withAddress, List.of());
  }

  private List<ValueType> coreParams() {
    return spilledParams ? List.of(ValueType.I32) : params.flat;
  }

  private List<ValueType> flatResult() {
    return result == null ? List.of() : result.flat;
  }

  /** True if the host writes into the guest's memory to call its export. */
  boolean exportAllocates() {
    return spilledParams || params.points;
  }

  /** True if a call of an export touches memory at all. */
  boolean exportUsesMemory() {
    return exportAllocates() || spilledResult;
  }
}
