/** What a distribution of the Morphir IR holds, and how two of them differ. */
@NullMarked
package dev.morph.ir.inspect;

import org.jspecify.annotations.NullMarked;
