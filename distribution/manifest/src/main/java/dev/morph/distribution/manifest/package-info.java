/** Reads the manifest of an extension, JSON or YAML, flat or nested, into one model. */
@NullMarked
package dev.morph.distribution.manifest;

import org.jspecify.annotations.NullMarked;
