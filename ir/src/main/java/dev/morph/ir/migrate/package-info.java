/** From one version of the Morphir IR to another, with a report of what is lost. */
@NullMarked
package dev.morph.ir.migrate;

import org.jspecify.annotations.NullMarked;
