/**
 * The store: what Morph keeps between calls, in one schema on SQLite and PostgreSQL. {@link
 * dev.morph.storage.Store} opens it; the packages below it are its parts. Uses {@code base} alone.
 */
@NullMarked
package dev.morph.storage;

import org.jspecify.annotations.NullMarked;
