/**
 * The vault: secrets encrypted by AES-256-GCM under data keys, which the operator's master key
 * wraps. Only this package knows the cryptographic library.
 */
@NullMarked
package dev.morph.storage.vault;

import org.jspecify.annotations.NullMarked;
