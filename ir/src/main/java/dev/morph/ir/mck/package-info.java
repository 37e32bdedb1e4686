/** The adapter by which upstream's compatibility kit drives the readers and writers of v4. */
@NullMarked
package dev.morph.ir.mck;

import org.jspecify.annotations.NullMarked;
