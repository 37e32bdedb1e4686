/**
 * The canonical ABI of the Component Model over core instances: WIT types, their flat and in-memory
 * forms, lifting and lowering. Portable.
 */
@NullMarked
package dev.morph.component.abi;

import org.jspecify.annotations.NullMarked;
