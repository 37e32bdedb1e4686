package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.ir.FQName;

/** Full names as commands are given them. */
final class Names {
  private Names() {}

  /**
   * The name of {@code Pkg.Path:Mod.Path:localName} or {@code pkg/path:mod/path#name}.
   *
   * @throws MorphException ({@code usage-invalid}) for other text
   */
  static FQName parse(String text) {
    FQName name = text.indexOf('#') < 0 ? FQName.ofIdentifiers(text) : FQName.parse(text);
    if (name == null) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "\""
              + text
              + "\" is no name; write Pkg.Path:Mod.Path:localName or pkg/path:mod/path#name");
    }
    return name;
  }
}
