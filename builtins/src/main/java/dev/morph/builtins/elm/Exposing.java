package dev.morph.builtins.elm;

import java.util.List;

/**
 * What a module or an import exposes.
 *
 * @param everything true for {@code (..)}
 */
record Exposing(boolean everything, List<Item> items) {
  static final Exposing NOTHING = new Exposing(false, List.of());

  /**
   * One name.
   *
   * @param constructors true if {@code (..)} stands behind it
   */
  record Item(Identifier name, boolean constructors) {
    boolean isType() {
      char first = name.text().charAt(0);
      return first >= 'A' && first <= 'Z';
    }
  }
}
