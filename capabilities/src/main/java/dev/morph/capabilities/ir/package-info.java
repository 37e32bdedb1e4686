/** Questions of guests about the Morphir IR that their call was given. */
@NullMarked
package dev.morph.capabilities.ir;

import org.jspecify.annotations.NullMarked;
