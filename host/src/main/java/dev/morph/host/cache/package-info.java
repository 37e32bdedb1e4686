/**
 * Compiled modules on disk, sealed: what a MAC under the installation's key does not vouch for is
 * dropped and compiled again.
 */
@NullMarked
package dev.morph.host.cache;

import org.jspecify.annotations.NullMarked;
