package dev.morph.component.abi;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Instance;
import org.jspecify.annotations.Nullable;

/** Lifts and lowers calls between host values and core functions, UTF-8 strings, memory 32 bit. */
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
    throw new UnsupportedOperationException();
  }

  /** The core type of a guest's import of this WIT type ({@code canon lower}). */
  public static FunctionType importType(WitFunction type) {
    throw new UnsupportedOperationException();
  }

  /**
   * A host function that a guest imports. Arguments and results go through the caller's exports
   * {@code memory} and {@code cabi_realloc}, looked up at the call.
   */
  public static HostFunction lower(WitFunction type, HostBody body) {
    throw new UnsupportedOperationException();
  }

  /**
   * An export of a guest as a function over WIT values; {@code cabi_post_NAME} is called after the
   * result was lifted.
   *
   * @throws AbiException if the instance does not export a function of this name and type
   */
  public static GuestExport lift(Instance instance, String exportName, WitFunction type) {
    throw new UnsupportedOperationException();
  }

  /** An export of a guest over WIT values. Belongs to the instance's thread. */
  public interface GuestExport {
    /** Calls it; null if the type has no result. */
    @Nullable Object call(@Nullable Object... arguments);
  }
}
