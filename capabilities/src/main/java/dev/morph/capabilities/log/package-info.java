/** Lines that guests log, bounded in number and length. */
@NullMarked
package dev.morph.capabilities.log;

import org.jspecify.annotations.NullMarked;
