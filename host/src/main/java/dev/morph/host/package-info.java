/**
 * The embedder's facade: {@link dev.morph.host.Morph} joins engine, sandbox, capabilities and
 * manifest. Applications and the command line use this package and nothing below it but the data
 * types that it hands out.
 */
@NullMarked
package dev.morph.host;

import org.jspecify.annotations.NullMarked;
