package dev.morph.component.abi;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guest's function with all that a call needs, looked up once. */
final class LiftedExport implements CanonicalAbi.GuestExport {
  private static final String POST_RETURN = "cabi_post_";

  private final String name;
  private final Instance instance;
  private final FunctionCodec codec;
  private final GuestFunction function;
  private final @Nullable Memory memory;
  private final @Nullable GuestFunction realloc;
  private final @Nullable GuestFunction postReturn;

  LiftedExport(Instance instance, String name, WitFunction type) {
    this.name = name;
    this.instance = instance;
    this.codec = new FunctionCodec(name, type);
    GuestFunction found = instance.function(name);
    if (found == null) {
      throw new AbiException("the guest exports no function \"" + name + "\"");
    }
    requireType(name, found, codec.exportType());
    this.function = found;
    this.memory = codec.exportUsesMemory() ? GuestMemory.find(instance) : null;
    this.realloc = codec.exportAllocates() ? GuestMemory.findRealloc(instance) : null;
    this.postReturn = instance.function(POST_RETURN + name);
    if (postReturn != null) {
      requireType(
          POST_RETURN + name,
          postReturn,
          new FunctionType(codec.exportType().results(), List.of()));
    }
  }

  private static void requireType(String name, GuestFunction function, FunctionType expected) {
    if (!function.type().equals(expected)) {
      throw new AbiException(
          "the export \""
              + name
              + "\" has the type "
              + function.type()
              + ", expected is "
              + expected);
    }
  }

  @Override
  public @Nullable Object call(@Nullable Object... arguments) {
    if (arguments.length != codec.paramCount) {
      throw new IllegalArgumentException(
          name + ": " + arguments.length + " arguments, expected are " + codec.paramCount);
    }
    GuestMemory guest = new GuestMemory(instance, memory, realloc);
    long[] results = function.call(lanes(guest, Arrays.asList(arguments)));
    Object value = result(guest, results);
    if (postReturn != null) {
      postReturn.call(results);
    }
    return value;
  }

  private long[] lanes(GuestMemory guest, List<?> arguments) {
    RecordCodec params = codec.params;
    if (codec.spilledParams) {
      long address = guest.allocate(params.place, params.size, params.alignment);
      params.store(guest, arguments, address);
      return new long[] {address};
    }
    long[] lanes = new long[params.flat.size()];
    params.lower(guest, arguments, lanes, 0);
    return lanes;
  }

  private @Nullable Object result(GuestMemory guest, long[] results) {
    Codec result = codec.result;
    if (result == null) {
      return null;
    }
    if (!codec.spilledResult) {
      return result.lift(guest, results, 0);
    }
    long address = results[0] & 0xFFFF_FFFFL;
    guest.check(result.place, "the result's block", address, result.size, result.alignment);
    return result.load(guest, address);
  }
}
