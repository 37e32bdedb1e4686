package dev.morph.builtins.jsonschema;

import dev.morph.base.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a type parameter stands for.
 *
 * @param identity the type's text with full names: two arguments are the same if it is
 * @param shown the same as part of the name of a definition
 * @param references the definitions that the schema refers to, in their order
 * @param nullable true if null is among the type's data
 */
record Argument(
    String identity, String shown, JsonObject schema, Set<String> references, boolean nullable) {
  Argument {
    references = Collections.unmodifiableSet(new LinkedHashSet<>(references));
  }
}
