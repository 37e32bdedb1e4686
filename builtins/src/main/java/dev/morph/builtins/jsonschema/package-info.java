/** Makes JSON Schema of the types of a distribution. Portable. */
@NullMarked
package dev.morph.builtins.jsonschema;

import org.jspecify.annotations.NullMarked;
