/**
 * A small CBOR reader and writer (RFC 8949): items of definite length, read from their bytes and
 * written in their shortest form, and JSON documents as CBOR. Portable.
 */
@NullMarked
package dev.morph.base.cbor;

import org.jspecify.annotations.NullMarked;
