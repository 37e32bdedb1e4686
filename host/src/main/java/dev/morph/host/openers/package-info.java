/** The integrations that every host has: they open WebAssembly, image and text files. */
@NullMarked
package dev.morph.host.openers;

import org.jspecify.annotations.NullMarked;
