package dev.morph.component.abi;

import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Instance;
import org.jspecify.annotations.Nullable;

/** A host function as a guest sees it. Immutable, may be shared by instances. */
final class LoweredImport implements HostFunction.Body {
  private final FunctionCodec codec;
  private final CanonicalAbi.HostBody body;

  LoweredImport(FunctionCodec codec, CanonicalAbi.HostBody body) {
    this.codec = codec;
    this.body = body;
  }

  @Override
  public long[] call(Instance caller, long[] lanes) {
    GuestMemory guest = new GuestMemory(caller);
    Object[] arguments = arguments(guest, lanes);
    Codec result = codec.result;
    if (result == null) {
      body.call(caller, arguments);
      return GuestFunction.NO_LANES;
    }
    if (!codec.spilledResult) {
      long[] results = new long[result.flat.size()];
      result.lower(guest, required(result, body.call(caller, arguments)), results, 0);
      return results;
    }
    long address = lanes[lanesOfParams()] & 0xFFFF_FFFFL;
    // Before the body runs: a guest whose result has no place must not have had an effect.
    guest.check(result.place, "the result's block", address, result.size, result.alignment);
    result.store(guest, required(result, body.call(caller, arguments)), address);
    return GuestFunction.NO_LANES;
  }

  private int lanesOfParams() {
    return codec.spilledParams ? 1 : codec.params.flat.size();
  }

  private Object[] arguments(GuestMemory guest, long[] lanes) {
    RecordCodec params = codec.params;
    if (!codec.spilledParams) {
      return params.liftAll(guest, lanes, 0);
    }
    long address = lanes[0] & 0xFFFF_FFFFL;
    guest.check(params.place, "the parameters' block", address, params.size, params.alignment);
    return params.loadAll(guest, address);
  }

  private static Object required(Codec result, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(result.place + ": null, expected is a value");
    }
    return value;
  }
}
