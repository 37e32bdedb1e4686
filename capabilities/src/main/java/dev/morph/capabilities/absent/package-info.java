/** Host functions of the contract that this version has no back end for. */
@NullMarked
package dev.morph.capabilities.absent;

import org.jspecify.annotations.NullMarked;
