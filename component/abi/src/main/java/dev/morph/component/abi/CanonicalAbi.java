package dev.morph.component.abi;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Lifts and lowers calls between host values and core functions, UTF-8 strings, memory 32 bit.
 *
 * <p>What a guest gives wrongly is an {@link AbiException}; what the host gives wrongly (a value of
 * another class than {@link WitType} says) is an {@link IllegalArgumentException}. Surrogates
 * without a partner in a host's text become U+FFFD.
 *
 * @see <a
 *     href="https://github.com/WebAssembly/component-model/blob/main/design/mvp/CanonicalABI.md">Canonical
 *     ABI</a>
 */
public final class CanonicalAbi {
  private CanonicalAbi() {}

  /** A host function in WIT values. */
  @FunctionalInterface
  public interface HostBody {
    /**
     * Runs the function.
     *
     * @param arguments one value per parameter, shapes of {@link WitType}
     * @return the result, null if the type has none; what it throws ends the guest's call
     */
    @Nullable Object call(Instance caller, Object[] arguments);
  }

  /** The core type of a guest's export of this WIT type ({@code canon lift}). */
  public static FunctionType exportType(WitFunction type) {
    return new FunctionCodec("", type).exportType();
  }

  /** The core type of a guest's import of this WIT type ({@code canon lower}). */
  public static FunctionType importType(WitFunction type) {
    return new FunctionCodec("", type).importType();
  }

  /**
   * A host function that a guest imports. Arguments and results go through the caller's exports
   * {@code memory} and {@code cabi_realloc}, looked up at the call. It may be shared by instances
   * and threads if the body may.
   */
  public static HostFunction lower(WitFunction type, HostBody body) {
    return lower("", type, body);
  }

  /**
   * As {@link #lower(WitFunction, HostBody)}.
   *
   * @param name what faults call the function, as {@code "morphee:extensions/fs#read"}
   */
  public static HostFunction lower(String name, WitFunction type, HostBody body) {
    FunctionCodec codec = new FunctionCodec(name, type);
    return HostFunction.of(codec.importType(), new LoweredImport(codec, body));
  }

  /**
   * An export of a guest as a function over WIT values; {@code cabi_post_NAME} is called after the
   * result was lifted.
   *
   * @throws AbiException if the instance does not export a function of this name and type
   */
  public static GuestExport lift(Instance instance, String exportName, WitFunction type) {
    return new LiftedExport(instance, exportName, type);
  }

  /** An export of a guest over WIT values. Belongs to the instance's thread. */
  public interface GuestExport {
    /**
     * Calls it.
     *
     * @return the result, null if the type has none
     * @throws AbiException if the guest breaks the convention
     * @throws dev.morph.engine.api.Trap if the guest traps
     */
    @Nullable Object call(@Nullable Object... arguments);
  }
}
