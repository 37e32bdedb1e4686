/** The extension that migrates documents of the IR between versions. */
@NullMarked
package dev.morph.builtins.migrate;

import org.jspecify.annotations.NullMarked;
