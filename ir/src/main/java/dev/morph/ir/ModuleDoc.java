package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/**
 * The documentation of a module, where a document has a member for it.
 *
 * @param text null if the member says that there is none
 */
public record ModuleDoc(@Nullable String text) {
  /** A member that says that there is none. */
  public static final ModuleDoc NONE = new ModuleDoc(null);
}
