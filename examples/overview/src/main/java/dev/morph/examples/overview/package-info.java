/** One extension with two contracts: a backend that writes Markdown, and an action that counts. */
@NullMarked
package dev.morph.examples.overview;

import org.jspecify.annotations.NullMarked;
