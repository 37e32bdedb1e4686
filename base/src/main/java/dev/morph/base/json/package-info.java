/**
 * A small JSON reader and writer: RFC 8259 exactly, depth limit, numbers kept as text, duplicate
 * member names refused. Portable.
 */
@NullMarked
package dev.morph.base.json;

import org.jspecify.annotations.NullMarked;
