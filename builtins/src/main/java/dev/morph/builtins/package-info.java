/**
 * Design-time extensions that come with Morph: frontends, backends and transforms over the Morphir
 * IR. {@link dev.morph.builtins.BuiltinRegistry} lists them; each is called by envelopes, as a
 * guest is. Portable: the same source also becomes guests.
 */
@NullMarked
package dev.morph.builtins;

import org.jspecify.annotations.NullMarked;
