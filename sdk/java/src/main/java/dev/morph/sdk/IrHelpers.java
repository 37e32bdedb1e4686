package dev.morph.sdk;

import dev.morph.base.json.JsonObject;

/**
 * Questions about the document of the Morphir IR that a call at design time was given, and about
 * the Morphir SDK. The host reads the document and infers types, so that the extension need not.
 */
public final class IrHelpers {
  private IrHelpers() {}

  /**
   * Asks one question, which needs no permission.
   *
   * @param question with {@code op} and its members, as {@code {"op": "resolve", "name":
   *     "list#map"}}; docs/reference/ir-helpers.md has them all
   * @throws HostException {@code not-found}, {@code request-invalid}
   */
  public static JsonObject ask(JsonObject question) {
    return Imports.askObject(Imports::irHelpers, question);
  }
}
