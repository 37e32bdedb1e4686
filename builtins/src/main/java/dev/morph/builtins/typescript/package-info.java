/** Makes TypeScript of the types of a distribution, with decoders and encoders. Portable. */
@NullMarked
package dev.morph.builtins.typescript;

import org.jspecify.annotations.NullMarked;
