package dev.morph.component.abi;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call's view of a guest's memory and allocator. Nothing of the memory is kept over a call of
 * the allocator: the size is asked anew at each check, since the memory may grow.
 */
final class GuestMemory {
  static final String MEMORY = "memory";
  static final String REALLOC = "cabi_realloc";
  static final FunctionType REALLOC_TYPE =
      new FunctionType(
          List.of(ValueType.I32, ValueType.I32, ValueType.I32, ValueType.I32),
          List.of(ValueType.I32));

  /**
   * Component Model, Canonical ABI: {@code MAX_STRING_BYTE_LENGTH}, {@code MAX_LIST_BYTE_LENGTH}.
   */
  static final int MAX_BYTES = (1 << 28) - 1;

  /** What one call may lift over the size of the memory, so that lists may share some text. */
  static final long SHARED_BYTES = 16L << 20;

  private static final int[] NO_INDEXES = {};

  private final Instance instance;
  private @Nullable Memory memory;
  private @Nullable GuestFunction realloc;
  private int[] indexes = NO_INDEXES;
  private long lifted;

  GuestMemory(Instance instance) {
    this.instance = instance;
  }

  GuestMemory(Instance instance, @Nullable Memory memory, @Nullable GuestFunction realloc) {
    this.instance = instance;
    this.memory = memory;
    this.realloc = realloc;
  }

  /** The memory; its handle stays right when it grows. */
  Memory memory() {
    Memory found = memory;
    if (found == null) {
      found = find(instance);
      memory = found;
    }
    return found;
  }

  static Memory find(Instance instance) {
    Memory found = instance.memory(MEMORY);
    if (found == null) {
      throw new AbiException(
          "the guest exports no memory named \"memory\", through which strings and lists pass;"
              + " export it");
    }
    return found;
  }

  static GuestFunction findRealloc(Instance instance) {
    GuestFunction found = instance.function(REALLOC);
    if (found == null) {
      throw new AbiException(
          "the guest exports no function \"cabi_realloc\", by which the host allocates; export it"
              + " with the type "
              + REALLOC_TYPE);
    }
    if (!found.type().equals(REALLOC_TYPE)) {
      throw new AbiException(
          "cabi_realloc has the type " + found.type() + ", expected is " + REALLOC_TYPE);
    }
    return found;
  }

  /** Notes the index of the list element that is being read or written. */
  void index(int depth, int index) {
    if (depth >= indexes.length) {
      int[] grown = new int[depth + 4];
      System.arraycopy(indexes, 0, grown, 0, indexes.length);
      indexes = grown;
    }
    indexes[depth] = index;
  }

  /** A fault of the guest at this place. */
  AbiException fault(Place place, String message) {
    return new AbiException(place.text(indexes) + ": " + message);
  }

  /** Checks that a region that the guest named is aligned and inside the memory. */
  void check(Place place, String what, long address, long bytes, int alignment) {
    if ((address & (alignment - 1)) != 0) {
      throw fault(
          place, what + " at address " + address + ", expected is a multiple of " + alignment);
    }
    long size = memory().byteSize();
    if (bytes > size || address > size - bytes) {
      throw fault(
          place,
          what
              + " of "
              + bytes
              + " bytes at address "
              + address
              + ", expected is a place inside the memory of "
              + size
              + " bytes");
    }
  }

  /**
   * Checks a string or list that the guest gave, and counts it. One region of memory may be named
   * by many elements: without the count, a few kilobytes of guest memory could stand for terabytes
   * of host memory.
   */
  void checkContent(Place place, String what, long address, long bytes, int alignment) {
    checkLength(place, what, bytes);
    check(place, what, address, bytes, alignment);
    lifted += bytes;
    long allowed = memory().byteSize() + SHARED_BYTES;
    if (lifted > allowed) {
      throw fault(
          place,
          "the strings and lists of this call have more than "
              + allowed
              + " bytes together, which is 16 MiB more than the memory holds");
    }
  }

  void checkLength(Place place, String what, long bytes) {
    if (bytes > MAX_BYTES) {
      throw fault(place, what + " of " + bytes + " bytes, at most " + MAX_BYTES + " are accepted");
    }
  }

  /** Lets the guest allocate; the address, checked. */
  long allocate(Place place, long bytes, int alignment) {
    GuestFunction function = realloc;
    if (function == null) {
      function = findRealloc(instance);
      realloc = function;
    }
    long[] results = function.call(0, 0, alignment, bytes);
    long address = results[0] & 0xFFFF_FFFFL;
    if (address == 0 && bytes != 0) {
      throw fault(
          place, "cabi_realloc answered 0 (out of memory) when asked for " + bytes + " bytes");
    }
    check(place, "cabi_realloc answered a block", address, bytes, alignment);
    return address;
  }
}
