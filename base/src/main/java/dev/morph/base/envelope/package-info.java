/** The message format of every call, with its JSON and CBOR codecs. Portable. */
@NullMarked
package dev.morph.base.envelope;

import org.jspecify.annotations.NullMarked;
