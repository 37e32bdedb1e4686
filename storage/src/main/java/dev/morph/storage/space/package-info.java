/**
 * Which spaces a user has, and which is the current one. The service is an interface, so that an
 * embedder can stand its own behind it.
 */
@NullMarked
package dev.morph.storage.space;

import org.jspecify.annotations.NullMarked;
